// Every template for everybody who can open it: no axe violation, no complaint of the browser, no scrolling
// sideways, no link that answers "refused". MAINSTAY_TEST_FULL=1 looks at each at every width, in both schemes and
// both languages; the run of every day at each once: in English on a desk, in Spanish on a phone at night.

import { assert } from "../lib/tests.mjs";
import { DESK, EVERY_LOOK, PHONE_AT_NIGHT, faults } from "../lib/axe.mjs";
import { complaints, enter, inPage } from "../lib/browser.mjs";
import { crawl } from "../lib/crawl.mjs";
import { isPublic, pagePatterns } from "../lib/routes.mjs";
import { links as letterLinks } from "../lib/letters.mjs";
import { speak } from "../lib/language.mjs";

const FULL = process.env.MAINSTAY_TEST_FULL === "1";
const LANGUAGES = ["en", "es"];

export default async function ({ tests, browser, demonstration }) {
  const patterns = pagePatterns();
  const site = { tests, browser, home: demonstration.address, patterns, covered: new Set() };
  const personas = demonstration.personas();
  for (const language of LANGUAGES) {
    await tests.test(`every public page (${language})`, () => look(site, language, publicVisit(site, language)));
    await tests.test(`every page behind a link (${language})`, () => look(site, language, linkVisit(site, language)));
    await tests.test(`every page that refuses or asks to sign in (${language})`, () =>
      look(site, language, strangersVisit(site, language)),
    );
  }
  for (const persona of personas) {
    for (const language of FULL ? LANGUAGES : [null]) {
      const tongue = language ?? "in their own language";
      await tests.test(`every page that ${persona.who} can reach (${tongue})`, async () => {
        if (language) await speak(browser, site.home, personas[0], persona, language);
        await look(site, language, personasVisit(site, persona));
      });
    }
  }
  await tests.test("every form of the workspace, sent empty, says so accessibly", () => emptyForms(site, personas[0]));
  const missed = patterns.filter((pattern) => !site.covered.has(pattern));
  console.log(`templates looked at: ${site.covered.size} of ${patterns.length}`);
  for (const pattern of missed) console.log(`  not reached by links: ${pattern}`);
}

/** The looks that a page is given; without a language, the page's own decides. */
async function looksFor(page, language) {
  if (FULL) return EVERY_LOOK;
  const spoken = language ?? (await page.getAttribute("html", "lang"));
  return spoken === "es" ? PHONE_AT_NIGHT : DESK;
}

/** Walks through what a visitor can reach. `visit.begin` opens the way in and gives where to start. */
async function look(site, language, visit) {
  const wrong = [];
  await inPage(site.browser, { locale: language === "es" ? "es-US" : "en-US" }, async (page) => {
    const complained = complaints(page);
    const starts = await visit.begin(page);
    const steps = { starts, patterns: site.patterns, most: visit.most };
    await crawl(page, steps, async (address, pattern, status) => {
      // A start may be another role's; a link that somebody is shown must open.
      if (status >= 400 && !starts.includes(address)) wrong.push(`${address}: a link that answers ${status}`);
      const spoken = await page.getAttribute("html", "lang");
      const due = languageOf(pattern, language);
      if (due && spoken !== due) wrong.push(`${address}: speaks ${spoken}, not ${due}`);
      for (const text of await faults(page, await looksFor(page, language))) wrong.push(`${address}: ${text}`);
      site.covered.add(pattern);
    });
    wrong.push(...complained.filter((text) => !/status of (403|404|410)/.test(text)));
  });
  report(wrong);
}

/** Published pages and their previews speak the language of their address, whoever reads them; the start page leads on. */
function languageOf(pattern, visitors) {
  if (isPublic(pattern)) return pattern.includes("/es/") ? "es" : "en";
  return pattern.includes("/preview") || pattern.startsWith("(") ? null : visitors;
}

function report(wrong) {
  assert(wrong.length === 0, `${wrong.length} findings\n${[...new Set(wrong)].slice(0, 60).join("\n")}`);
}

/** The public site in one language; the older editions are the same templates again. */
function publicVisit(site, language) {
  const mine = (pattern) => isPublic(pattern) && pattern.includes("/es/") === (language === "es");
  const isOld = (pattern) => pattern.includes("{number}");
  return {
    begin: async (page) => {
      await page.goto(site.home);
      const home = page.url().replace(/\/?$/, "/");
      const tree = language === "es" ? `${home}es/` : home;
      // Offered only where numbers of people are published.
      return [tree, `${tree}results/chronic-absence/by-number`];
    },
    most: (pattern) => (!mine(pattern) ? 0 : isOld(pattern) ? (FULL ? 1 : 0) : FULL ? 3 : 1),
  };
}

/** Everybody who got a letter: partners in whatever state their file is, leaders with a draft. */
function linkVisit(site, language) {
  return {
    begin: async () => {
      const found = await letterLinks(site.home);
      const pages = (base) => [base, `${base}/pass-on`, `${base}/check`, `${base}/receipt`, `${base}/on-its-way`];
      const starts = found.flatMap((address) => (address.endsWith("/draft") ? [address] : pages(address)));
      return starts.map((address) => `${address}?lang=${language}`);
    },
    // Each partner's file stands elsewhere: all of them are looked at, the drafts are one another's likeness.
    most: (pattern) => (!pattern.includes("/link/{token}") ? 0 : pattern.endsWith("/draft") ? 1 : 5),
  };
}

/** Who is not signed in, or whose address leads nowhere. */
function strangersVisit(site, language) {
  const slug = "harbor-together";
  const paths = [
    "/demo",
    "/demo/mail",
    "/sign-in",
    "/sign-in/code",
    "/sign-in/link/nothing",
    `/${slug}/work`,
    `/${slug}/nothing`,
    `/${slug}/link/nothing`,
    "/nothing",
  ];
  return {
    begin: async () => paths.map((path) => `${site.home}${path}?lang=${language}`),
    // The start page leads to a public page, whose language stands in its address.
    most: (pattern) => (isPublic(pattern) || pattern === "(/)" || pattern.includes("/link/{token}/") ? 0 : 1),
  };
}

/** Somebody signed in: where signing in led them, and the sections that the menu shows to staff. */
function personasVisit(site, persona) {
  const slug = persona.path.split("/")[3];
  const sections = ["", "/data", "/editions"].map((section) => `/${slug}/work${section}`);
  const account = ["/account", "/account/factors", "/account/factors/totp", "/account/second-factor"];
  return {
    begin: async (page) => {
      await enter(page, site.home + persona.path);
      return [page.url(), ...[...sections, ...account].map((path) => site.home + path)];
    },
    most: (pattern) => (isPublic(pattern) || pattern.startsWith("/demo") ? 0 : FULL ? 2 : 1),
  };
}

/** What a person reads who pressed the button too early. */
async function emptyForms(site, director) {
  const slug = director.path.split("/")[3];
  const forms = site.patterns.filter((pattern) => /\/work\/.*(new|import.*|dimensions)$/.test(pattern) && !pattern.includes("{r"));
  const wrong = [];
  let sent = 0;
  await inPage(site.browser, {}, async (page) => {
    await enter(page, site.home + director.path);
    for (const pattern of forms) {
      await page.goto(site.home + pattern.replace("{collaborative}", slug));
      if ((await page.locator("main form[method=post]").count()) === 0) continue;
      const form = page.locator("main form[method=post]").last();
      // A form may stand folded away, as the second way to do something does.
      await page.evaluate(() => document.querySelectorAll("main details").forEach((folded) => (folded.open = true)));
      await form.evaluate((element) => (element.noValidate = true));
      try {
        await Promise.all([page.waitForNavigation(), form.locator("button[type=submit]").last().click()]);
      } catch (error) {
        throw new Error(`${pattern}, sent empty: ${error.message}`);
      }
      sent += 1;
      for (const text of await faults(page, await looksFor(page, null))) wrong.push(`${pattern}, sent empty: ${text}`);
    }
  });
  report(wrong);
  assert(sent >= 8, `${sent} forms were sent`);
}
