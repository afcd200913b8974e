// J4, a reader and a figure with its gaps, and the ways in: with script off and with the keyboard alone.

import { assert } from "../lib/tests.mjs";
import { complaints, enter, inPage } from "../lib/browser.mjs";
import { press, showsFocus, tabTo } from "../lib/keyboard.mjs";

export default async function ({ tests, browser, demonstration }) {
  const home = demonstration.address;
  for (const language of ["en", "es"]) {
    await tests.test(`a reader without script finds a figure and takes it along (${language})`, () =>
      inPage(browser, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } }, (page) =>
        readWithoutScript(page, home, language),
      ),
    );
    await tests.test(`a reader with the keyboard alone finds the same figure (${language})`, () =>
      inPage(browser, { viewport: { width: 1280, height: 844 } }, (page) => readByKeyboard(page, home, language)),
    );
  }
  await tests.test("the answer stands in the first screen of a phone, and on paper nothing is folded away", () =>
    inPage(browser, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } }, (page) => answerAtOnce(page, home)),
  );
  await tests.test("no page of the public site asks for a script or for another server", () =>
    inPage(browser, {}, (page) => staysAtHome(page, home)),
  );
  for (const { who, path } of demonstration.personas()) {
    await tests.test(`${who} signs in and sees their pages without script`, () =>
      inPage(browser, { javaScriptEnabled: false }, (page) => signInWithoutScript(page, home + path)),
    );
  }
  await tests.test("a director signs in and signs out with the keyboard alone", () =>
    inPage(browser, {}, (page) => signOutByKeyboard(page, home + demonstration.personas()[0].path)),
  );
}

/** The report card in a language: its address is the English one, with the language behind the name. */
async function openHome(page, home, language) {
  await page.goto(home);
  if (language === "es") await page.goto(`${page.url().replace(/\/$/, "")}/es/`);
  assert((await page.getAttribute("html", "lang")) === language, `${page.url()} is not in ${language}`);
}

const FIRST_INDICATOR = 'main a[href*="/results/"]';

async function readWithoutScript(page, home, language) {
  await openHome(page, home, language);
  await page.locator(FIRST_INDICATOR).first().click();
  assert((await page.locator("h1").count()) === 1, "an indicator page has one heading of the first level");
  assert((await page.locator("main svg[role=img], main svg[aria-labelledby]").count()) > 0, "the trend is drawn");
  for (const ending of [".csv", ".json", ".svg", ".png"]) {
    const link = page.locator(`main a[href$="${ending}"], main a[href*="${ending}?"]`).first();
    const address = new URL(await link.getAttribute("href"), page.url()).href;
    const answer = await page.request.get(address);
    assert(answer.ok() && (await answer.body()).length > 100, `${address} answers ${answer.status()}`);
  }
}

async function answerAtOnce(page, home) {
  await openHome(page, home, "en");
  await page.locator("main a[href$='/results/chronic-absence']").first().click();
  for (const part of [".hero .tag", "h1", ".ruler svg.narrow"]) {
    const box = await page.locator(part).first().boundingBox();
    assert(box !== null && box.y + box.height <= 844, `${part} stands within the first screen, not at ${JSON.stringify(box)}`);
  }
  const table = page.locator("details.data table").first();
  assert(!(await table.isVisible()), "on the screen the table is folded");
  await page.emulateMedia({ media: "print" });
  assert(await table.isVisible(), "on paper the table is there");
  assert(!(await page.locator("header nav").first().isVisible()), "on paper there is no menu");
  assert(await page.locator(".only-print").isVisible(), "on paper stands where it is from");
}

async function readByKeyboard(page, home, language) {
  await openHome(page, home, language);
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement?.getAttribute("href"));
  assert(first === "#main", `the first stop leads past the menu, not to ${first}`);
  await tabTo(page, FIRST_INDICATOR);
  assert(await showsFocus(page), "the link shows that it has the focus");
  await Promise.all([page.waitForURL(/\/results\//), page.keyboard.press("Enter")]);
  assert((await page.getAttribute("html", "lang")) === language, "the language stays");
}

async function staysAtHome(page, home) {
  const complained = complaints(page);
  const foreign = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(home) && !request.url().startsWith("data:")) foreign.push(request.url());
  });
  await page.goto(home);
  const scripts = await page.locator("script[src]").count();
  await page.locator(FIRST_INDICATOR).first().click();
  assert(foreign.length === 0, `asked elsewhere: ${foreign}`);
  assert(complained.length === 0, complained.join("\n"));
  assert(scripts === 0, "the public site needs no script");
}

async function signInWithoutScript(page, address) {
  await enter(page, address);
  assert(!page.url().includes("/sign-in"), `still at ${page.url()}`);
  assert((await page.locator("h1").count()) === 1, `${page.url()} has one heading of the first level`);
}

async function signOutByKeyboard(page, address) {
  await page.goto(address);
  await press(page, "main form[method=post] button");
  await page.waitForURL((url) => !url.pathname.includes("/sign-in"));
  await page.waitForLoadState("load");
  await page.goto(new URL("/account", address).href);
  await press(page, 'form[action="/account/sign-out"] button');
  // The next page is opened only once the answer to the button is there.
  await page.waitForURL((url) => url.pathname !== "/account");
  await page.waitForLoadState("load");
  await page.goto(new URL("/account", address).href);
  assert(page.url().includes("/sign-in"), `the account is still open at ${page.url()}`);
}
