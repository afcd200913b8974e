// Every page that can be reached: no axe violation, no complaint of the browser, no scrolling sideways.

import { assert } from "../lib/tests.mjs";
import { violationsEverywhere } from "../lib/axe.mjs";
import { complaints, enter, inPage } from "../lib/browser.mjs";
import { crawl } from "../lib/crawl.mjs";
import { isPublic, pagePatterns } from "../lib/routes.mjs";

export default async function ({ tests, browser, demonstration }) {
  const patterns = pagePatterns();
  const signedIn = demonstration.personas();
  const visitors = [{ who: "a reader", path: "/" }];
  // Eight people times every page of the workspace take longer than one run has.
  if (process.env.MAINSTAY_TEST_FULL === "1") visitors.push(...signedIn);
  else for (const { who } of signedIn) tests.skip(`every page that ${who} can reach`, "MAINSTAY_TEST_FULL=1 looks at them");
  const covered = new Set();
  for (const { who, path } of visitors) {
    await tests.test(`every page that ${who} can reach`, () => look({ tests, browser, demonstration }, path, patterns, covered));
  }
  const missed = patterns.filter((pattern) => !covered.has(pattern));
  console.log(`templates looked at: ${covered.size} of ${patterns.length}`);
  for (const pattern of missed) console.log(`  not reached by links: ${pattern}`);
}

/** Where people begin: where signing in led them, and the sections that the menu shows to staff. */
function starts(first, path) {
  if (path === "/") return [first];
  const slug = path.split("/")[3];
  const others = [`/${slug}/work`, `/${slug}/work/data`, `/${slug}/work/editions`, "/account", "/demo", "/demo/mail"];
  return [first, ...others.map((address) => new URL(address, first).href)];
}

async function look({ tests, browser, demonstration }, path, patterns, covered) {
  const wrong = [];
  const dead = [];
  await inPage(browser, {}, async (page) => {
    const complained = complaints(page);
    await enter(page, demonstration.address + path);
    const begun = starts(page.url(), path);
    const known = new Set(covered);
    const passOver = (pattern) => known.has(pattern) && isPublic(pattern);
    await crawl(page, begun, patterns, passOver, async (open, address, pattern, status) => {
      // A start that is another role's is refused; a link that somebody is shown must open.
      if (status >= 400 && !begun.includes(address)) dead.push(`${new URL(address).pathname} (${status})`);
      for (const text of await violationsEverywhere(open)) wrong.push(`${address}: ${text}`);
      covered.add(pattern);
    });
    wrong.push(...complained.filter((text) => !/status of (403|404)/.test(text)));
  });
  // Said aloud and counted, but no fault of the page that was looked at.
  if (dead.length > 0) tests.skip("links that do not open", dead.join(", "));
  assert(wrong.length === 0, `${wrong.length} findings\n${[...new Set(wrong)].slice(0, 60).join("\n")}`);
}

