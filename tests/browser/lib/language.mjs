// A person's language stands in the directory; somebody of the staff sets it there.

import { enter, inPage } from "./browser.mjs";

/** Makes the workspace speak a language to somebody. */
export function speak(browser, home, director, persona, language) {
  const [, , , slug, person] = persona.path.split("/");
  return inPage(browser, {}, async (page) => {
    await enter(page, home + director.path);
    await page.goto(`${home}/${slug}/work/people/${person}`);
    const form = page.locator("main form", { has: page.locator("select[name=language]") });
    await form.locator("select[name=language]").selectOption(language);
    await Promise.all([page.waitForNavigation(), form.locator("button[type=submit]").click()]);
  });
}
