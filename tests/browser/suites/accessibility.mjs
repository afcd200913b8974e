// Every page that can be reached: no axe violation, no complaint of the browser, no scrolling sideways.

import { assert } from "../lib/tests.mjs";
import { violationsEverywhere } from "../lib/axe.mjs";
import { complaints, enter, inPage } from "../lib/browser.mjs";
import { crawl } from "../lib/crawl.mjs";
import { pagePatterns } from "../lib/routes.mjs";

export default async function ({ tests, browser, demonstration }) {
  const patterns = pagePatterns();
  const visitors = [{ who: "a reader", path: "/" }, ...demonstration.personas()];
  const covered = new Set();
  for (const { who, path } of visitors) {
    await tests.test(`every page that ${who} can reach`, () => look(browser, demonstration, path, patterns, covered));
  }
  const missed = patterns.filter((pattern) => !covered.has(pattern));
  console.log(`templates looked at: ${covered.size} of ${patterns.length}`);
  for (const pattern of missed) console.log(`  not reached by links: ${pattern}`);
}

async function look(browser, demonstration, path, patterns, covered) {
  const wrong = [];
  await inPage(browser, {}, async (page) => {
    const complained = complaints(page);
    await enter(page, demonstration.address + path);
    await crawl(page, page.url(), patterns, async (open, address, pattern, status) => {
      if (status >= 400) wrong.push(`${address}: a link leads to ${status}`);
      for (const text of await violationsEverywhere(open)) wrong.push(`${address}: ${text}`);
      covered.add(pattern);
    });
    wrong.push(...complained);
  });
  assert(wrong.length === 0, `${wrong.length} findings\n${[...new Set(wrong)].slice(0, 60).join("\n")}`);
}

