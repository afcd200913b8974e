// Who is reached, as it is walked in the demonstration: the agreement, the sealed rows, how good the linkage is, the question that
// stood first, its answer, and the figures of the indicator. On a phone, without scripts.

import { assert } from "../lib/tests.mjs";
import { enter, inPage } from "../lib/browser.mjs";

const PHONE = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false };
const MISSING = "cargo build --release -p mainstay-vault";

export default async function ({ tests, browser, demonstration }) {
  const home = demonstration.address;
  const priya = home + demonstration.personas().find(({ who }) => who.includes("Priya")).path;
  let hasWorker = true;
  const walk = (body) =>
    inPage(browser, PHONE, async (page) => {
      await enter(page, priya);
      const work = page.url().replace(/\/work.*/, "/work");
      const read = async () => page.locator("main").innerText();
      await body({ page, work, read });
    });
  const says = (text, all) => {
    for (const said of all) assert(text.includes(said), `the page says: ${said}`);
  };
  await tests.test("three partners have agreements that let their rows be counted, and nobody's name is asked", () =>
    walk(async ({ page, work, read }) => {
      await page.goto(`${work}/agreements`);
      says(await read(), ["Children seen at the clinic", "Days in the after-school program"]);
      await page.click("main a:has-text('Pupils and their attendance')");
      const text = await read();
      says(text, ["Pseudonym", "School", "Attendance before"]);
      assert(!text.includes("given_name"), "no name is an element of the agreement");
    }),
  );
  await tests.test("a question says what is missing for its answer, or its rows lie sealed in the vault", () =>
    walk(async ({ page, work, read }) => {
      await page.goto(`${work}/vault`);
      const text = await read();
      hasWorker = !text.includes(MISSING);
      if (hasWorker) {
        says(text, ["Lantern Schools Office", "Tern Hill Health Center", "Brightwater Afterschool"]);
        await page.click("main a:has-text('Lantern Schools Office')");
        const table = await read();
        assert(!/\b[LTB]-0\d{4}\b/.test(table), "no number of anybody stands on the page");
        return;
      }
      await page.goto(`${work}/vault/take-up`);
      await page.click("main .work a");
      says(await read(), [MISSING, "Frozen, not answered", "Nothing has gone there yet"]);
    }),
  );
  if (!hasWorker) {
    tests.skip("from the rows to the indicator", "mainstay-vault is not beside the program");
    return;
  }
  await tests.test("from the linkage to the question, its answer, and the figures of its indicator", () =>
    walk(async ({ page, work, read }) => {
      await page.goto(`${work}/vault/linkages`);
      await page.click("main .work a:has-text('Children known to school')");
      says(await read(), ["Linked", "Links that are right, estimated", "Encodings deleted"]);
      for (const [title, indicator] of [
        ["After-school program and attendance", "Pupils reached by the after-school program"],
        ["Well-child visits and attendance", "Pupils reached by a well-child visit"],
      ]) {
        await page.goto(`${work}/vault/take-up`);
        await page.click(`main .work a:has-text('${title}')`);
        says(await read(), [
          "Answered",
          "Fingerprint of the frozen question",
          "The indicator that the answer feeds",
          indicator,
          "The counts were accepted on",
          "Who is reached",
          "What this cannot say",
        ]);
        await page.click("main a:has-text('Figures for the indicator')");
        says(await read(), [
          "Both agreements let counts by group and place go further",
          "Bridgeport",
          "Bowsprit School",
          "Grade 5",
          "The counts were accepted on",
        ]);
        assert((await page.locator("main form").count()) === 0, "what is accepted is not accepted again");
        await page.click(`main a:has-text('${indicator}')`);
        says(await read(), [indicator.includes("visit") ? "seen at the clinic" : "after-school program"]);
      }
      await page.goto(`${work}/results`);
      for (const indicator of ["Pupils reached by the after-school program", "Pupils reached by a well-child visit"]) {
        const row = await page.locator(`main tr:has-text('${indicator}')`).innerText();
        assert(/\b23\b/.test(row), `23 figures: of the town, of 16 schools, of 6 grades (${row})`);
      }
    }),
  );
  await tests.test("another question names the indicator it will feed before anything is computed", () =>
    walk(async ({ page, work, read }) => {
      await page.goto(`${work}/vault/take-up/new`);
      const choices = await page.locator("select[name=takeup_indicator] option").allInnerTexts();
      assert(choices.includes("Pupils reached by the after-school program"), choices.join("; "));
      assert(!choices.includes("Students in public schools"), "a number of people is no share");
      const type = (name, text) => page.fill(`[name=${name}]`, text);
      const choose = (name, label) => page.selectOption(`select[name=${name}]`, { label });
      await type("title_en", "Once more, for the spring");
      await type("takeup_note", "We expect the same.");
      await choose("takeup_linkage", "Children known to school, clinic and after-school program");
      await choose("takeup_people", "Lantern Schools Office");
      await choose("takeup_service", "Brightwater Afterschool");
      for (const [name, text] of [
        ["takeup_dose", "Days"],
        ["takeup_edges", "30, 60"],
        ["takeup_outcome", "Attendance"],
        ["takeup_before", "Attendance before"],
        ["takeup_place", "School"],
        ["takeup_period", "2024-25"],
        ["takeup_by_grade", "Grade"],
      ]) {
        await type(name, text);
      }
      await choose("takeup_indicator", "Pupils reached by the after-school program");
      await choose("takeup_whole", "Bridgeport");
      await page.click("main form button[type=submit]");
      says(await read(), ["Draft", "Nothing has gone there yet", "2024-25"]);
      await page.click("main button:has-text('Freeze the question')");
      await page.click("main button:has-text('Compute the answer')");
      says(await read(), ["Answered", "The answer’s counts wait to be looked at and accepted"]);
      await page.click("main a:has-text('Figures for the indicator')");
      await page.click("main button:has-text('Accept these figures')");
      says(await read(), ["The counts were accepted on"]);
    }),
  );
}
