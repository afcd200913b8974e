// J6: a whole meeting, from the drafted agenda to everyone's own promises in mail, by pointing and by keys; on a desk, and
// on a phone without scripts.

import { assert } from "../lib/tests.mjs";
import { DESK, PHONE_AT_NIGHT, faults } from "../lib/axe.mjs";
import { enter, inPage } from "../lib/browser.mjs";
import { Pointer } from "../lib/hands.mjs";
import { linkTo } from "../lib/letters.mjs";

const PHONE = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false, hasTouch: true };
const FILE = { name: "Bus lines.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 bus lines") };

export default async function ({ tests, browser, demonstration }) {
  const home = demonstration.address;
  const facilitator = home + demonstration.personas().find(({ who }) => who.includes("Theo")).path;
  await tests.test("from the drafted agenda to everyone's own promises in mail, on a phone without scripts", () =>
    inPage(browser, PHONE, async (page) => {
      const presses = await run(page, home, facilitator);
      console.log(`  a whole meeting: ${presses} presses beside typing`);
    }),
  );
  await tests.test("who promised opens the letter on a phone, and says it is done in two presses", () =>
    inPage(browser, { viewport: { width: 390, height: 844 } }, (page) => promised(page, home)),
  );
  await tests.test("the room, the minutes and the link are accessible", () =>
    inPage(browser, {}, (page) => accessible(page, home, facilitator)),
  );
}

const TITLE = "Months instead of years";
/** Rosa reads Spanish. */
const TITLE_ES = "Meses en lugar de años";

async function openMeeting(page, home, persona) {
  await enter(page, persona);
  await page.goto(`${home}/harbor-together/work/meetings`);
  await page.locator("main a", { hasText: TITLE }).first().click();
  await page.waitForLoadState("load");
  return page.url().split(/[?#]/)[0];
}

async function run(page, home, persona) {
  const hands = new Pointer(page);
  const meeting = await openMeeting(page, home, persona);
  const first = await page.locator("#agenda ~ ol > li h3").first().innerText();
  await hands.press("form[action$='/move']:has(input[value=down]) button");
  const moved = await page.locator("#agenda ~ ol > li h3").first().innerText();
  assert(first !== moved, "a button moves an item");
  await attach(page, hands);
  await fits(page);
  await hands.press("form[action$='/send'] button");
  await hands.press("main a[href$='/present']");
  await hands.press("a[rel=next]");
  assert((await page.locator("body.present h1").count()) === 1, "one item a screen");
  await hands.press("nav a[href$='/minutes']");
  await type(page, "We ask for months.", "n");
  await type(page, "Months it is", "d");
  await type(page, "> @Rosa Linares: asks two schools 2031-01-15", "n");
  await type(page, "> @Helen Osei: brings the clinics' list 2031-01-20", "n");
  await type(page, "Casa Faro, for the room", "t");
  assert((await page.locator(".minutes .decision").count()) === 1, "a key makes a decision");
  assert((await page.locator(".minutes .action").count()) === 2, "a sign makes an action");
  await page.locator("select[name^='person-']").first().selectOption("there");
  await hands.press("form[action$='/attendance'] button");
  await hands.press("form[action$='/close'] button");
  assert(page.url().startsWith(meeting), "still at the meeting");
  return hands.clicks;
}

/** A file among the readings of the first item. */
async function attach(page, hands) {
  await hands.press("main a[href$='/readings']");
  await page.locator("input[type=file]").setInputFiles(FILE);
  await hands.press("form[action$='/files'] button");
  assert((await page.locator("#agenda ~ ol a", { hasText: FILE.name }).count()) === 1, "the file stands on the agenda");
}

async function fits(page) {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert(width <= 390, `the page is ${width} pixels wide`);
}

/** Types a line and presses the button with this key; the driver's keyboard cannot hold the browser's own key. */
async function type(page, text, key) {
  await page.locator("#typed").fill(text);
  const button = page.locator(`.typing button[accesskey=${key}]`);
  await Promise.all([page.waitForEvent("domcontentloaded"), button.press("Enter")]);
  await page.waitForLoadState("load");
}

async function promised(page, home) {
  await page.goto(await meetingLink(home, "rosa@casafaro.example"));
  const text = await page.locator("main").innerText();
  assert(text.includes("asks two schools"), "her own promise");
  assert(!text.includes("the clinics' list"), "nobody else's promise");
  const file = await page.locator("a", { hasText: FILE.name }).getAttribute("href");
  const fetched = await page.request.get(new URL(file, page.url()).href);
  assert((await fetched.body()).equals(FILE.buffer), "the file is behind her own link");
  const before = await page.locator("form[action*='/actions/']").count();
  const own = page.locator("li", { hasText: "asks two schools" }).locator("button");
  await Promise.all([page.waitForEvent("domcontentloaded"), own.click()]);
  await page.waitForLoadState("load");
  assert((await page.locator("form[action*='/actions/']").count()) === before - 1, "done");
}

/** The link in the newest letter about the meeting; the worker writes it a moment after the minutes are closed. */
async function meetingLink(home, person) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await linkTo(home, person, TITLE_ES);
    } catch (error) {
      if (tries > 40) throw error;
      await new Promise((done) => setTimeout(done, 250));
    }
  }
}

async function accessible(page, home, persona) {
  const meeting = await openMeeting(page, home, persona);
  const wrong = [];
  const readings = await page.locator("main a[href$='/readings']").first().getAttribute("href").catch(() => null);
  const pages = [meeting, ...(readings ? [new URL(readings, meeting).href] : []), `${meeting}/present`, `${meeting}/present?item=2`, `${meeting}/minutes`, `${meeting}/book`];
  for (const address of [...pages, await meetingLink(home, "rosa@casafaro.example")]) {
    await page.goto(address);
    for (const look of [DESK, PHONE_AT_NIGHT]) for (const text of await faults(page, look)) wrong.push(`${address}: ${text}`);
  }
  assert(wrong.length === 0, wrong.join("\n"));
}
