// Finds the pages a person can reach by links, a few for each template.

import { patternOf } from "./routes.mjs";

/** More pages than this in one walk mean that addresses are not grouped by their templates any more. */
const PAGES_MAX = 200;

/**
 * Opens every page reachable from `starts`, at most `most(pattern)` for each template, and calls `body` on it.
 * A page is opened when a link to it is met: the first of a kind may be the easy one, so give more than one where time allows.
 */
export async function crawl(page, { starts, patterns, most }, body) {
  const waiting = [...starts];
  const seen = new Set(waiting);
  const counts = new Map();
  for (let opened = 0; waiting.length > 0; ) {
    const address = waiting.shift();
    const pattern = patternOf(patterns, address) ?? `(${new URL(address).pathname})`;
    const count = counts.get(pattern) ?? 0;
    if (count >= most(pattern)) continue;
    if (opened === PAGES_MAX) throw new Error(`${PAGES_MAX} pages and no end; the last of template ${pattern}`);
    const answer = await page.goto(address).catch(() => null);
    const kind = answer?.headers()["content-type"] ?? "";
    if (!kind.startsWith("text/html")) continue;
    counts.set(pattern, count + 1);
    opened += 1;
    await body(address, pattern, answer.status());
    for (const next of await links(page)) {
      if (!seen.has(next)) {
        seen.add(next);
        waiting.push(next);
      }
    }
  }
  return counts;
}

/** Links of the open page that stay on this server and open something to read. */
async function links(page) {
  const own = new URL(page.url()).origin;
  const all = await page.$$eval("a[href]", (anchors) => anchors.filter((a) => !a.hasAttribute("download")).map((a) => a.href));
  const pages = all.map((href) => href.split("#")[0]).filter((href) => href.startsWith(own));
  // A language is switched to on purpose: one walk speaks one.
  const spoken = await page.getAttribute("html", "lang");
  const same = pages.filter((href) => [null, spoken].includes(new URL(href).searchParams.get("lang")));
  return same.filter((href) => !/\.(csv|json|svg|png|xlsx|zip|pdf|ics)(\?|$)/.test(href));
}
