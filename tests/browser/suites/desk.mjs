// The release desk on a phone, without scripts and with the keyboard alone: a note tells a small number, the draft waits,
// a second person answers for the number with a reason and confirms what is hidden. Then axe, in both colour schemes.

import { assert } from "../lib/tests.mjs";
import { EVERY_LOOK, faults } from "../lib/axe.mjs";
import { enter, inPage } from "../lib/browser.mjs";
import { Keyboard } from "../lib/hands.mjs";
import { tabTo } from "../lib/keyboard.mjs";

const PHONE = { viewport: { width: 390, height: 844 } };
const NOTE = "Thanks to the 7 parents who helped us.";
const REASON = "They are volunteers, and their names stand on the page.";

export default async function ({ tests, browser, demonstration }) {
  const home = demonstration.address;
  const persona = (name) => home + demonstration.personas().find(({ who }) => who.includes(name)).path;
  const withoutScripts = { ...PHONE, javaScriptEnabled: false };
  let edition = "";
  await tests.test("a draft whose note tells a small number waits, and says so (390 px, no script, keyboard)", () =>
    inPage(browser, withoutScripts, async (page) => {
      edition = await makeWithNote(page, persona("Priya"));
    }),
  );
  await tests.test("a second person answers for the number and confirms what is hidden, in that order on the page", () =>
    inPage(browser, withoutScripts, (page) => answerAndConfirm(page, persona("Theo"), edition)),
  );
  await tests.test("the desk and the edition are accessible at every width, by day and by night", () =>
    inPage(browser, PHONE, async (page) => {
      await enter(page, persona("Priya"));
      for (const address of [`${edition}/desk`, edition]) {
        await page.goto(address);
        // What is folded is looked at too.
        await page.evaluate(() => document.querySelectorAll("main details").forEach((one) => (one.open = true)));
        const wrong = await faults(page, EVERY_LOOK);
        assert(wrong.length === 0, `${address}: ${wrong.slice(0, 20).join("\n")}`);
      }
    }),
  );
}

async function makeWithNote(page, manager) {
  const hands = new Keyboard(page);
  await enter(page, manager);
  await page.goto(page.url().replace(/\/work.*/, "/work/editions/new"));
  await hands.type("#title", "Report card from a phone");
  await hands.type("#note_en", NOTE);
  await hands.press("main form button[type=submit]");
  const edition = page.url().split("?")[0];
  assert((await page.locator("main").innerText()).includes("may tell what is protected"), "the edition waits");
  await hands.press("main a[href*='/desk#h-told']");
  assert((await page.locator(".told mark").first().innerText()).includes("7 parents"), "the words are marked");
  assert((await page.locator("form[action$='/desk/words']").count()) === 0, "whoever made it does not answer for it");
  await isNotSideways(page);
  return edition;
}

async function answerAndConfirm(page, facilitator, edition) {
  const hands = new Keyboard(page);
  await enter(page, facilitator);
  await page.goto(`${edition}/desk`);
  await isNotSideways(page);
  const order = await page.locator("main h2").evaluateAll((headings) => headings.map((heading) => heading.id));
  assert(order.indexOf("h-what") < order.indexOf("h-second"), `who confirms has seen what is hidden: ${order}`);
  assert(order.indexOf("h-told") < order.indexOf("h-second"), `and what the texts tell: ${order}`);
  await tabTo(page, "form[action$='/desk/words'] input[name=reason]");
  await page.keyboard.type(REASON);
  await hands.press("form[action$='/desk/words'] button[type=submit]");
  assert((await page.locator("main").innerText()).includes(REASON), "the reason stands on the desk");
  await hands.press("form[action$='/disclosure'] button[type=submit]");
  await page.goto(`${edition}/desk`);
  assert((await page.locator("form[action$='/disclosure'] button").count()) === 0, "confirmed once is enough");
}

async function isNotSideways(page) {
  const wide = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll("main .tbl-wrap")].filter((box) => box.scrollWidth > box.clientWidth + 1);
    const page = document.documentElement;
    return boxes.length + (page.scrollWidth > page.clientWidth ? 1 : 0);
  });
  assert(wide === 0, `${page.url()}: ${wide} things scroll sideways on a phone`);
}
