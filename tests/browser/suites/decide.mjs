// J3: a member of a committee decides from the mail in three taps, without a password; the director cannot.

import { assert } from "../lib/tests.mjs";
import { enter, inPage } from "../lib/browser.mjs";
import { Keyboard, Pointer } from "../lib/hands.mjs";
import { linkTo } from "../lib/letters.mjs";

const PHONE = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false, hasTouch: true };
const QUESTION = "Should all districts count attendance the same way?";

export default async function ({ tests, browser, demonstration }) {
  const home = demonstration.address;
  await tests.test("a member decides in three taps on the phone, without script or password", () =>
    inPage(browser, PHONE, (page) => onThePhone(new Pointer(page), home)),
  );
  await tests.test("a member has a concern and says why, with the keyboard alone", () =>
    inPage(browser, {}, (page) => withAConcern(new Keyboard(page), home)),
  );
  await tests.test("the director reads the same question and finds nothing to answer with", () =>
    inPage(browser, {}, (page) => asDirector(page, demonstration)),
  );
}

/** How many of the committee have answered, as the page tells it. */
async function answered(page) {
  const text = await page.locator("main").innerText();
  return Number(text.match(/(\d+) of \d+ have answered/)?.[1] ?? NaN);
}

async function onThePhone(hands, home) {
  const { page } = hands;
  const link = await linkTo(home, "owen@chandlery.example", QUESTION);
  const mails = await (await fetch(`${home}/demo/mail`)).text();
  for (const said of ["What it costs", "What we expect of it"]) {
    assert(mails.includes(said), `the mail holds the question whole: ${said}`);
  }
  // The first tap is the one on the link in the mail.
  let taps = 1;
  await page.goto(link);
  const before = await answered(page);
  assert((await page.locator("input[name=choice]:checked").count()) === 0, "nothing is chosen beforehand");
  assert(!(await page.locator("main").innerText()).includes("Odessa Reed"), "others' answers are not told before one's own");
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert(width <= 390, `the page is ${width} pixels wide`);
  const box = await page.locator("main form button[type=submit]").first().boundingBox();
  assert(box.height >= 44, `the button is ${box.height} pixels high`);
  await hands.choose("input[name=choice][value=agree]");
  await hands.press("main form button[type=submit]");
  taps += hands.clicks;
  assert(taps === 3, `${taps} taps`);
  assert((await page.locator("main [role=status]").count()) === 1, "the page says that the answer is kept");
  assert((await answered(page)) === before + 1, `${before} had answered, now ${await answered(page)}`);
  assert((await page.locator("main").innerText()).includes("Odessa Reed"), "others' answers are told after one's own");
  await page.goto(link);
  assert(await page.locator("input[name=choice][value=agree]").isChecked(), "the answer can be looked at and changed");
}

async function withAConcern(hands, home) {
  const { page } = hands;
  const link = await linkTo(home, "wes@", QUESTION);
  await page.goto(link);
  await hands.choose("input[name=choice][value=concern]");
  await hands.press("main form button[type=submit]");
  assert((await page.locator("main .err-msg, main [role=alert]").count()) > 0, "a concern without its reason is asked about");
  assert(await page.locator("input[name=choice][value=concern]").isChecked(), "what was chosen is still there");
  await hands.type("main form textarea", "Who tells the families?");
  await hands.press("main form button[type=submit]");
  const text = await page.locator("main").innerText();
  assert(text.includes("Who tells the families?"), `the concern stands with its reason: ${text}`);
}

async function asDirector(page, demonstration) {
  const director = demonstration.personas().find(({ who }) => who.includes("director"));
  await enter(page, demonstration.address + director.path);
  await page.goto(`${demonstration.address}/harbor-together/work/decisions`);
  await page.getByRole("link", { name: /contar la asistencia|count attendance/ }).first().click();
  assert((await page.locator("input[name=choice]").count()) === 0, "the director has no answer to give");
  const status = await page.evaluate(async () => {
    const sent = await fetch(`${location.pathname}/answer`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "choice=agree",
    });
    return sent.status;
  });
  assert(status === 403, `an answer of the director is answered by ${status}`);
}
