// J7: a coalition starts from nothing: five screens, each of which can be skipped, then a draft report card that is honest
// about what nobody has measured yet. On a phone, without script.

import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { assert } from "../lib/tests.mjs";
import { enter, inPage } from "../lib/browser.mjs";
import { PROGRAM, freePort } from "../lib/program.mjs";

const PHONE = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false, hasTouch: true };

export default async function ({ tests, browser }) {
  const house = await House.open(["millbrook", "skipton"]);
  try {
    await tests.test("a new coalition goes from nothing to a draft report card in five screens", () =>
      inPage(browser, PHONE, (page) => fromNothing(page, house)),
    );
    await tests.test("whoever skips every screen comes back to this week and finds the first step there", () =>
      inPage(browser, PHONE, (page) => skipping(page, house)),
    );
  } finally {
    await house.close();
  }
}

/** An installation as an operator leaves it: collaboratives with a director each, whose first links were printed. */
class House {
  links = {};

  static async open(slugs) {
    const house = new House();
    house.folder = await mkdtemp(join(tmpdir(), "mainstay-new-"));
    const listen = `127.0.0.1:${await freePort()}`;
    house.address = `http://${listen}`;
    const data = join(house.folder, "data");
    for (const slug of slugs) {
      const { stdout } = await promisify(execFile)(PROGRAM, [
        "collaborative", "create", "--data", data, "--slug", slug, "--name", "Millbrook Together",
        "--director", "Ada Finch", "--email", `ada@${slug}.example`, "--base-url", house.address,
      ]);
      house.links[slug] = stdout.match(/https?:\/\/\S+/)[0];
    }
    house.child = spawn(PROGRAM, ["serve", "--data", data, "--listen", listen, "--base-url", house.address], {
      stdio: "ignore",
    });
    for (let tries = 0; tries < 300; tries += 1) {
      const answer = await fetch(`${house.address}/healthz`).catch(() => null);
      if (answer?.ok) return house;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error("the new installation is not ready");
  }

  async close() {
    this.child.kill("SIGKILL");
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function fits(page) {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert(width <= 390, `the page is ${width} pixels wide`);
}

async function fromNothing(page, house) {
  await enter(page, house.links.millbrook);
  await page.goto(`${house.address}/millbrook/work`);
  await page.locator(".checklist a").first().click();
  let screens = 0;
  const next = async (fill) => {
    await fits(page);
    await fill();
    await page.locator("main form button[type=submit]").first().click();
    screens += 1;
  };
  await next(async () => {
    await page.fill("[name=setup_place]", "Millbrook, Ohio");
    await page.fill("[name=setup_people]", "Children and their families");
  });
  await next(() => page.fill("[name=setup_vision_en]", "Every child in Millbrook thrives."));
  await next(async () => {
    await page.check("[name=r-ready-for-school]");
    await page.check("[name=r-in-school]");
    await page.fill("[name=setup_own_1]", "Families know their neighbors");
  });
  await next(async () => {
    await page.fill("[name=setup_name_1]", "Bo Reyes");
    await page.fill("[name=setup_email_1]", "bo@millbrook.example");
  });
  await next(() => page.fill("[name=setup_about_en]", "We are neighbors, schools and clinics."));
  assert(screens === 5, `${screens} screens`);
  assert(/\/preview/.test(page.url()), `the draft comes next, not ${page.url()}`);
  const text = await page.locator("main").innerText();
  for (const said of ["Children are ready for school", "Families know their neighbors", "Not yet measured"]) {
    assert(text.includes(said), `the draft says “${said}”: ${text}`);
  }
  await fits(page);
  await page.goto(`${house.address}/millbrook/work/agenda`);
  assert((await page.locator("main").innerText()).includes("Every child in Millbrook thrives."), "the draft agenda holds the vision");
}

async function skipping(page, house) {
  await enter(page, house.links.skipton);
  await page.goto(`${house.address}/skipton/work/setup`);
  for (let screen = 0; screen < 5; screen += 1) {
    await page.locator("main form:has(input[name=skip]) button").click();
  }
  assert(page.url().endsWith("/skipton/work/") || page.url().endsWith("/skipton/work"), page.url());
  assert((await page.locator(".checklist li").count()) > 0, "what comes next is still there");
}
