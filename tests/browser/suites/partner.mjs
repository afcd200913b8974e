// J1 and J2: a partner without an account sends a file, mends it in place and gets a receipt; the data manager
// returns one value with a reason; the partner corrects it; it is accepted. Once by a finger on a phone without
// script, in English; once with the keyboard alone, in Spanish.

import { assert } from "../lib/tests.mjs";
import { DESK, PHONE_AT_NIGHT, faults } from "../lib/axe.mjs";
import { complaints, enter, inPage } from "../lib/browser.mjs";
import { Keyboard, Pointer } from "../lib/hands.mjs";
import { linkTo } from "../lib/letters.mjs";

/** One place misspelled, and one row with more attending than enrolled. */
const FILE = `Site report, programs by the harbor
site,period,grade,group,enrolled,attending
Lantern Street,2019-20,6,Black,63,46
Lantern Street,2019-20,6,Hispanic,70,52
Lantern Stret,2019-20,6,White,57,39
Oystershell Hall,2019-20,6,Black,44,61
Total,,,,234,198
`;

const WAYS = [
  {
    how: "by a finger, without script",
    partner: { person: "dev@gullanchor.example", name: "Gull & Anchor Family Center", language: "en" },
    options: { javaScriptEnabled: false, hasTouch: true, viewport: { width: 390, height: 844 } },
    Hands: Pointer,
    // Without scripts in the page axe cannot run; the keyboard's walk looks at the same pages.
    looks: [],
  },
  {
    how: "with the keyboard alone",
    partner: { person: "ana@casafaro.example", name: "Casa Faro", language: "es" },
    options: { viewport: { width: 1280, height: 844 } },
    Hands: Keyboard,
    looks: [...DESK, ...PHONE_AT_NIGHT],
  },
];

export default async function ({ tests, browser, demonstration }) {
  const home = demonstration.address;
  const manager = home + demonstration.personas().find(({ who }) => who.includes("Priya")).path;
  for (const { how, partner, options, Hands, looks } of WAYS) {
    const walk = (body) =>
      inPage(browser, options, async (page) => {
        const complained = complaints(page);
        const hands = new Hands(page);
        const look = async () => {
          if (looks.length === 0) return;
          const found = await faults(page, looks);
          await page.setViewportSize(options.viewport);
          assert(found.length === 0, `${page.url()}: ${found.join("\n")}`);
        };
        await body({ page, hands, look, home, partner, manager });
        // A form that needs mending answers 422, and the browser notes it.
        const faulty = complained.filter((text) => !/status of 422/.test(text));
        assert(faulty.length === 0, faulty.join("\n"));
      });
    await tests.test(`a partner sends a file, mends it in place and gets a receipt, ${how}`, () => walk(sends));
    await tests.test(`the data manager returns one value with a reason, ${how}`, () => walk(returns));
    await tests.test(`the partner corrects the value in place, ${how}`, () => walk(corrects));
    await tests.test(`the data manager accepts what came back, ${how}`, () => walk(accepts));
  }
  await tests.test("a link that was passed on ends, says so and offers a way on, with the keyboard alone", () =>
    inPage(browser, {}, (page) => passesOn(page, home)),
  );
}

async function passesOn(page, home) {
  const hands = new Keyboard(page);
  const looks = [...DESK, ...PHONE_AT_NIGHT];
  const old = await linkTo(home, "sam@figuresdesk.example", "School attendance");
  await page.goto(old);
  await hands.press("aside a[href$='/pass-on']");
  await hands.type("#name", "Noor Winch");
  await hands.type("#email", "noor@figuresdesk.example");
  await hands.press("form[action$='/pass-on'] button");
  assert((await faults(page, looks)).length === 0, (await faults(page, looks)).join("\n"));
  const answer = await page.goto(old);
  assert(answer.status() === 410, `the old link answers ${answer.status()}`);
  assert((await faults(page, looks)).length === 0, (await faults(page, looks)).join("\n"));
  assert((await page.locator("main a[href^='mailto:']").count()) === 1, "it says whom to ask");
  await page.goto(await linkTo(home, "noor@figuresdesk.example", ""));
  assert((await page.locator("main").innerText()).includes("Noor Winch"), "the colleague's link is the colleague's");
}

const attendance = (partner) => (partner.language === "es" ? "Asistencia extraescolar" : "After-school attendance");

async function sends({ page, hands, look, home, partner }) {
  await page.goto(await linkTo(home, partner.person, attendance(partner)));
  assert((await page.getAttribute("html", "lang")) === partner.language, "the page speaks the partner's language");
  const file = { name: "harbor sites.csv", mimeType: "text/csv", buffer: Buffer.from(FILE) };
  await hands.attach("#file", file);
  await hands.press("form[enctype]:has(#file) button[type=submit]");
  await look();
  assert((await page.locator("form.ask[id^=q]").count()) === 2, "two questions: a name and a number");

  await hands.choose('#q1 input[name^="place:"]');
  await hands.press("#q1 button[type=submit]");
  assert((await page.locator("form.ask[id^=q]").count()) === 1, "the answer about the name is kept");

  await hands.type('#q1 input[name^="cell:"][value="61"]', "31");
  await hands.press("#q1 button[type=submit]");
  assert((await page.locator("form.ask[id^=q]").count()) === 0, "nothing is left to ask");

  await hands.press(".send-bar form button");
  assert(page.url().includes("/receipt"), `a receipt, not ${page.url()}`);
  await look();
  // A file, its reading, a name, a number and its form, and sending: each question costs what it must.
  assert(hands.clicks === 6, `${hands.clicks} clicks`);
}

/** Opens what the partner sent from the front page of the workspace. */
async function openReview({ page, hands, manager, partner }) {
  await enter(page, manager);
  // On a phone the menu is folded.
  const menu = page.locator("details.app-menu > summary");
  if (await menu.isVisible()) await menu.click();
  await hands.press(
    (await menu.isVisible()) ? "details.app-menu a[href$='/work/data']" : "nav.side a[href$='/work/data']",
  );
  const look = page.locator("ol.todo li", { hasText: partner.name }).locator("a").first();
  await hands.press(`a[href="${await look.getAttribute("href")}"]`);
  assert((await page.locator("main").innerText()).includes(partner.name), `${page.url()} is about ${partner.name}`);
}

const REASON = "The roster lists 44 enrolled, and you told us 41 on the phone. Which is it?";

async function returns(walk) {
  const { page, hands, look } = walk;
  await openReview(walk);
  await look();
  const row = page.locator("table.review tr", { hasText: "Oystershell Hall" });
  const ask = await row.locator("a[href*='figure=']").getAttribute("href");
  await hands.press(`a[href="${ask}"]`);
  assert((await page.locator("#reason").inputValue()).includes("Oystershell Hall"), "the question is written already");
  // A reason is a must: the partner is never left guessing.
  await hands.type("#reason", "");
  await hands.press("#return button[type=submit]");
  assert(await page.locator("#reason-problem").isVisible(), "an empty reason is asked for again");
  await look();
  await hands.type("#reason", REASON);
  await hands.press("#return button[type=submit]");
  const state = page.locator("table.review tr", { hasText: "Oystershell Hall" });
  assert((await state.innerText()).includes(REASON), "the row tells what was asked");
  assert((await page.locator("main [role=status]").count()) === 1, "what was done is said");
}

async function corrects({ page, hands, look, home, partner }) {
  // The newest mail leads straight to the value that came back.
  await page.goto(await linkTo(home, partner.person, attendance(partner)));
  assert((await page.locator("main").innerText()).includes(REASON), "the partner reads the reason");
  await look();
  // A whole smaller than its part cannot be; what was typed stays to be mended.
  await hands.type('input[name^="denominator:"]', "14");
  await hands.press("form.ask button[type=submit]");
  assert((await page.locator("main [role=alert]").count()) === 1, "the page says what cannot be");
  assert((await page.locator('input[name^="denominator:"]').inputValue()) === "14", "what was typed is still there");
  await look();
  await hands.type('input[name^="denominator:"]', "41");
  await hands.press("form.ask button[type=submit]");
  assert((await page.locator("form.ask").count()) === 0, "nothing is returned any more");
  assert(hands.clicks === 2, `${hands.clicks} clicks`);
}

async function accepts(walk) {
  const { page, hands, look } = walk;
  await openReview(walk);
  const row = page.locator("table.review tr", { hasText: "Oystershell Hall" });
  assert((await row.innerText()).includes("75.6%"), "the percent follows from the corrected count");
  await look();
  await hands.press("form[action$='/accept'] button");
  assert((await page.locator("form[action$='/accept']").count()) === 0, "nothing is left to accept");
}
