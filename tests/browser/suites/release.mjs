// The second half of J2, with the keyboard alone: a draft is made from what was accepted, sent to the people responsible,
// answered from the mailed link, and what is hidden in it is confirmed by a second person.

import { assert } from "../lib/tests.mjs";
import { enter, inPage } from "../lib/browser.mjs";
import { Keyboard } from "../lib/hands.mjs";
import { press, tabTo } from "../lib/keyboard.mjs";
import { linkTo } from "../lib/letters.mjs";

const TITLE = "Report card by keyboard";

export default async function ({ tests, browser, demonstration }) {
  const home = demonstration.address;
  const persona = (name) => home + demonstration.personas().find(({ who }) => who.includes(name)).path;
  let edition = "";
  await tests.test("a draft is made and sent to the people responsible, with the keyboard alone", () =>
    inPage(browser, {}, async (page) => {
      edition = await makeAndSend(page, persona("Priya"));
    }),
  );
  await tests.test("a leader answers, and a second person confirms what is hidden, with the keyboard alone", async () => {
    await inPage(browser, {}, (page) => answer(page, home));
    await inPage(browser, {}, (page) => confirm(page, persona("Theo"), edition));
  });
}

async function makeAndSend(page, manager) {
  const hands = new Keyboard(page);
  await enter(page, manager);
  await hands.press("nav.side a[href$='/work/editions']");
  await hands.press("main a[href$='/editions/new']");
  await hands.type("#title", TITLE);
  await hands.press("main form button[type=submit]");
  const edition = page.url().split("?")[0];
  assert(/\/editions\/[0-9a-f-]+$/.test(edition), `a draft, not ${edition}`);
  await tabTo(page, "details:has(form[action$='/vetting']) > summary");
  await page.keyboard.press("Enter");
  await hands.press("form[action$='/vetting'] button[type=submit]");
  assert((await page.locator("#h-vet ~ ul.work li").count()) > 0, "the people asked are listed");
  return edition;
}

async function answer(page, home) {
  const hands = new Keyboard(page);
  await page.goto(await linkTo(home, "helen@ternhill.example", TITLE));
  await hands.choose("input[name=answer][value=confirm]");
  await hands.press("main form button[type=submit]");
  assert((await page.locator("main [role=status]").count()) === 1, "the answer is kept");
}

async function confirm(page, facilitator, edition) {
  await enter(page, facilitator);
  await page.goto(edition);
  await press(page, "main a[href$='/desk']");
  await press(page, "form[action$='/disclosure'] button[type=submit]");
  await page.goto(`${edition}/desk`);
  assert((await page.locator("form[action$='/disclosure'] button").count()) === 0, "confirmed once is enough");
}
