// The committed table of routes, for grouping addresses by the page template behind them.

import { readFileSync } from "node:fs";

const TABLE = new URL("../../../docs/routes.md", import.meta.url);

/** Pages of the public site, whose addresses follow from the editions. */
const PUBLIC = [
  "",
  "results/{indicator}",
  "results/{indicator}/by-gain",
  "results/{indicator}/by-number",
  "results/{indicator}/table",
  "embed/{indicator}",
  "methods",
  "partners",
  "about",
  "accessibility",
  "privacy",
  "editions",
  "open-data",
];
const TREES = ["", "es/", "editions/{number}/", "es/editions/{number}/"];

/** Patterns of every page that opens with GET, most literal first. */
export function pagePatterns() {
  const rows = readFileSync(TABLE, "utf8").matchAll(/^\| GET \| `([^`]+)` \|/gm);
  const workspace = [...rows].map(([, path]) => path);
  const site = TREES.flatMap((tree) => PUBLIC.map((page) => `/{collaborative}/${tree}${page}`));
  const pages = [...workspace, ...site].filter((path) => !/\.[a-z]+$/.test(path) && path !== "/healthz" && !path.startsWith("/api/"));
  return pages.sort((one, other) => variables(one) - variables(other));
}

/** Whether a pattern is of the public site, which is the same for everybody. */
export const isPublic = (pattern) =>
  TREES.some((tree) => PUBLIC.some((page) => pattern === `/{collaborative}/${tree}${page}`));

const variables = (path) => (path.match(/\{/g) ?? []).length;

/** The pattern an address belongs to; `es` in second place is the language, not a name. */
export function patternOf(patterns, address) {
  const path = address.startsWith("http") ? new URL(address).pathname : address.split(/[?#]/)[0];
  return patterns.find((pattern) => matches(pattern, path)) ?? null;
}

function matches(pattern, path) {
  const [wanted, given] = [pattern.split("/"), path.split("/")];
  // The last part of a pattern may stand for everything that follows.
  if (wanted.at(-1).startsWith("{*")) given.splice(wanted.length - 1, Infinity, given.slice(wanted.length - 1).join("/"));
  if (wanted.length !== given.length) return false;
  return wanted.every((part, at) => part.startsWith("{") ? given[at] !== "" : part === given[at]);
}
