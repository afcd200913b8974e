// J3: a leader answers about a draft from a link: opening it changes nothing, one choice and one press answer.

import { assert } from "../lib/tests.mjs";
import { inPage } from "../lib/browser.mjs";
import { Keyboard, Pointer } from "../lib/hands.mjs";
import { linkTo } from "../lib/letters.mjs";

const PHONE = { viewport: { width: 390, height: 844 } };

export default async function ({ tests, browser, demonstration }) {
  const home = demonstration.address;
  await tests.test("a leader confirms a draft on the phone, without script", () =>
    inPage(browser, { ...PHONE, javaScriptEnabled: false, hasTouch: true }, (page) =>
      answer(new Pointer(page), home, "owen@chandlery.example", "confirm"),
    ),
  );
  await tests.test("a leader says what is wrong with a draft, with the keyboard alone", () =>
    inPage(browser, {}, (page) =>
      answer(new Keyboard(page), home, "nadia@ropewalk.example", "object", "The spring count of our program is missing."),
    ),
  );
}

async function answer(hands, home, person, choice, words = "") {
  const { page } = hands;
  const link = await linkTo(home, person, "check the draft");
  await page.goto(link);
  assert((await page.locator("input[name=answer]:checked").count()) === 0, "nothing is chosen for them");
  await page.goto(link);
  assert((await page.locator("main [role=status]").count()) === 0, "opening the link twice is no answer");
  await hands.choose(`input[name=answer][value=${choice}]`);
  if (words) await hands.type("#words", words);
  await hands.press("main form button[type=submit]");
  assert((await page.locator("main [role=status]").count()) === 1, "the page says that the answer is kept");
  assert(hands.clicks === 2, `${hands.clicks} clicks`);
  // It stands until the draft closes, and can be changed as long.
  await page.goto(link);
  assert(await page.locator(`input[name=answer][value=${choice}]`).isChecked(), "the answer is still there");
}
