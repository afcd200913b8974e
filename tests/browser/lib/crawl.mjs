// Finds the pages a person can reach by links, a few for each template.

import { patternOf } from "./routes.mjs";

/** How many addresses of one template are looked at: the first may be the easy one. */
const PER_TEMPLATE = 2;
/** Older editions are the same templates again. */
const PER_OLD_TEMPLATE = 1;
const PAGES_MAX = 300;

/** Opens every page reachable from `starts` but those of templates to pass over; calls `body` on each. */
export async function crawl(page, starts, patterns, passOver, body) {
  const waiting = [...starts];
  const seen = new Set(waiting);
  const counts = new Map();
  let opened = 0;
  while (waiting.length > 0 && opened < PAGES_MAX) {
    const address = waiting.shift();
    const pattern = patternOf(patterns, address) ?? `(${address})`;
    const count = counts.get(pattern) ?? 0;
    const enough = pattern.includes("{number}") ? PER_OLD_TEMPLATE : PER_TEMPLATE;
    if (count >= enough || passOver(pattern)) continue;
    const answer = await page.goto(address).catch(() => null);
    const kind = answer?.headers()["content-type"] ?? "";
    if (!answer || !kind.startsWith("text/html")) continue;
    counts.set(pattern, count + 1);
    opened += 1;
    await body(page, address, pattern, answer.status());
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
  return pages.filter((href) => !/\.(csv|json|svg|png|xlsx|zip|pdf)(\?|$)/.test(href));
}
