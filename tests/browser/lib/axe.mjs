// axe-core over a page as somebody has it open: at a width, in a colour scheme.

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

/** Phone of a parent, phone of a colleague, a desk; each in daylight and at night. */
export const EVERY_LOOK = [320, 390, 1280].flatMap((width) => [
  { width, scheme: "light", rules: ALL_RULES },
  { width, scheme: "dark", rules: COLOUR_RULES },
]);
/** What a run of every day looks at: English on a desk, Spanish on a phone at night. */
export const DESK = [{ width: 1280, scheme: "light", rules: ALL_RULES }];
export const PHONE_AT_NIGHT = [{ width: 390, scheme: "dark", rules: ALL_RULES }];

/** Violations on the page as it stands, each as one readable text. */
async function violations(page, rules) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(SOURCE);
  const results = await page.evaluate((wanted) => window.axe.run(document, wanted), rules);
  return results.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} (${node.failureSummary?.split("\n")[1]?.trim()})`),
  );
}

/** What is wrong with the open page in the given looks: axe, and scrolling sideways. */
export async function faults(page, looks) {
  const found = [];
  let before = 0;
  for (const { width, scheme, rules } of looks) {
    if (width !== before) {
      await page.setViewportSize({ width, height: 844 });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (overflow > 0) found.push(`${width}: the page scrolls sideways by ${overflow} pixels`);
      before = width;
    }
    await page.emulateMedia({ colorScheme: scheme });
    for (const text of await violations(page, rules)) found.push(`${width} ${scheme}: ${text}`);
  }
  return found;
}
