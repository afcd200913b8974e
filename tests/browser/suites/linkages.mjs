// Linking without names, as it is walked: the manager reads how good the linkage of the demonstration is, and begins another.
// On a phone, without scripts.

import { assert } from "../lib/tests.mjs";
import { enter, inPage } from "../lib/browser.mjs";
import { Keyboard } from "../lib/hands.mjs";

const PHONE = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false };

export default async function ({ tests, browser, demonstration }) {
  const home = demonstration.address;
  const priya = home + demonstration.personas().find(({ who }) => who.includes("Priya")).path;
  let linkages = "";
  await tests.test("the linkage of the demonstration says how good it is, and that the encodings are gone", () =>
    inPage(browser, PHONE, async (page) => {
      await enter(page, priya);
      linkages = page.url().replace(/\/work.*/, "/work/vault/linkages");
      await page.goto(linkages);
      await page.click("main .work a");
      const text = await page.locator("main").innerText();
      for (const said of ["Linked", "Links that are right, estimated", "Encodings deleted", "People in all"]) {
        assert(text.includes(said), `the page says: ${said}`);
      }
      assert(!/\b[A-Z]-0\d{4}\b/.test(text), "no partner's number of anybody stands on the page");
    }),
  );
  await tests.test("another linkage is begun with the keyboard, and its partners are written to", () =>
    inPage(browser, PHONE, async (page) => {
      const hands = new Keyboard(page);
      await enter(page, priya);
      await page.goto(`${linkages}/new`);
      await hands.type("input[name=title_en]", "Once more, for the spring");
      await hands.type("textarea[name=linkage_why]", "To see whether the same children came back.");
      for (const label of ["Pupils and their attendance", "Days in the after-school program"]) {
        await page.getByLabel(label, { exact: false }).check();
      }
      await hands.press("main form button[type=submit]");
      const text = await page.locator("main").innerText();
      assert(text.includes("2 partners have not sent their encodings yet"), text);
    }),
  );
}
