// axe-core over a page at every width and in both colour schemes.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const ALL_RULES = {
  runOnly: {
    type: "tag",
    values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
  },
  resultTypes: ["violations"],
};
/** What a colour scheme can change. */
const COLOUR_RULES = {
  runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
  resultTypes: ["violations"],
};
/** Phone of a parent, phone of a colleague, a desk. */
export const WIDTHS = [320, 390, 1280];
export const SCHEMES = [
  ["light", ALL_RULES],
  ["dark", COLOUR_RULES],
];

/** Violations on the page as it stands, each as one readable text. */
export async function violations(page, rules = ALL_RULES) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(SOURCE);
  const results = await page.evaluate((wanted) => window.axe.run(document, wanted), rules);
  return results.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} (${node.failureSummary?.split("\n")[1]?.trim()})`),
  );
}

/** What is wrong with the open page at every width and in both schemes: axe, and scrolling sideways. */
export async function violationsEverywhere(page) {
  const found = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 844 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (overflow > 0) found.push(`${width}: the page scrolls sideways by ${overflow} pixels`);
    for (const [colorScheme, rules] of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      for (const text of await violations(page, rules)) found.push(`${width} ${colorScheme}: ${text}`);
    }
  }
  return found;
}
