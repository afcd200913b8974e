// Two ways to use a page: pointing at things, and the keyboard alone. A journey is written once and walked both ways.

import { tabTo } from "./keyboard.mjs";

/** What both count: presses and choices after the page is open; typing is counted apart. */
class Hands {
  clicks = 0;

  constructor(page) {
    this.page = page;
    // Listening from the start: a browser told to listen only when a key is pressed may be told too late.
    page.on("filechooser", (chooser) => this.chosen?.(chooser));
  }

  /** Chooses a file where the page asks for one. */
  async attach(selector, file) {
    this.clicks += 1;
    const asked = new Promise((resolve) => (this.chosen = resolve));
    await this.pressOnce(selector);
    await (await asked).setFiles(file);
  }

  /** Presses what leads to another page, and waits for it. */
  async press(selector) {
    this.clicks += 1;
    const arrived = this.page.waitForEvent("domcontentloaded");
    await Promise.all([arrived, this.pressOnce(selector)]);
    await this.page.waitForLoadState("load");
  }
}

/** A finger or a mouse. */
export class Pointer extends Hands {
  async pressOnce(selector) {
    await this.page.locator(selector).first().click();
  }

  async type(selector, text) {
    await this.page.locator(selector).first().fill(text);
  }

  /** A radio button or a box to tick. */
  async choose(selector) {
    this.clicks += 1;
    await this.page.locator(selector).first().check();
  }
}

/** Tab, arrows, space and Enter. */
export class Keyboard extends Hands {
  async pressOnce(selector) {
    await tabTo(this.page, selector);
    await this.page.keyboard.press("Enter");
  }

  async type(selector, text) {
    await tabTo(this.page, selector);
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.press("Delete");
    await this.page.keyboard.type(text);
  }

  async choose(selector) {
    this.clicks += 1;
    const [type, name] = await this.page
      .locator(selector)
      .first()
      .evaluate((element) => [element.type, element.name]);
    if (type === "checkbox") {
      await tabTo(this.page, selector);
      await this.page.keyboard.press("Space");
      return;
    }
    // A group of radio buttons is one stop; the arrows move within it.
    await tabTo(this.page, `input[type=radio][name="${name}"]`);
    await this.page.keyboard.press("Space");
    const isThere = () => this.page.evaluate((wanted) => document.activeElement?.matches(wanted), selector);
    const count = await this.page.locator(`input[type=radio][name="${name}"]`).count();
    for (let step = 0; step < count && !(await isThere()); step += 1) await this.page.keyboard.press("ArrowDown");
    if (!(await isThere())) throw new Error(`the arrows do not reach ${selector}`);
  }
}
