// The state's yearly files, as they are sent, one after another through the partner's page: what the partner says about
// the first is remembered, from the second on a clean file takes three clicks, and what the data manager then sees
// equals what the publisher's own tables say. Two years in a run of every day, all nine with MAINSTAY_TEST_FULL=1.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { assert } from "../lib/tests.mjs";
import { enter, inPage } from "../lib/browser.mjs";
import { rows } from "../lib/csv.mjs";
import { Pointer } from "../lib/hands.mjs";
import { linkTo } from "../lib/letters.mjs";

const SHARED = process.env.MAINSTAY_SHARED ?? new URL("../../../../shared", import.meta.url).pathname;
const FILES = join(SHARED, "data/sources/chronic-absence");
const FULL = process.env.MAINSTAY_TEST_FULL === "1";
const YEARS = ["2011-12", "2012-13", "2013-14", "2014-15", "2015-16", "2016-17", "2017-18", "2018-19", "2019-20"];
/** A partner who never sent anything. */
const PARTNER = { name: "Cordage Housing Association", person: "wes@cordagehousing.example" };
const TOWNS = ["Bridgeport", "Danbury", "Fairfield", "Hartford", "New Haven", "Norwalk", "Stamford", "Waterbury"];

export default async function ({ tests, browser, demonstration }) {
  const name = "yearly files as the state sends them take three clicks from the second on, and every figure is right";
  if (!existsSync(FILES)) {
    tests.skip(name, "the real files are not beside the checkout (MAINSTAY_SHARED)");
    return;
  }
  const years = FULL ? YEARS : YEARS.slice(-2);
  const home = demonstration.address;
  const manager = home + demonstration.personas().find(({ who }) => who.includes("Priya")).path;
  await tests.test(name, async () => {
    await inPage(browser, {}, (page) => listDistricts(page, manager, years));
    let compared = 0;
    for (const [at, year] of years.entries()) {
      const board = await inPage(browser, {}, (page) => ask(page, manager, year));
      await inPage(browser, {}, (page) => send(page, home, year, at === 0));
      const seen = await inPage(browser, {}, (page) => review(page, manager, board));
      compared += compare(seen, year);
    }
    console.log(`${compared} figures equal both of the publisher's tables`);
    assert(compared >= 40 * years.length, `${compared} figures were compared`);
  });
}

const title = (year) => `State attendance ${year}`;

/** Puts the state's other districts on the list of places, so that a file about all of them is a clean one. */
async function listDistricts(page, manager, years) {
  const names = new Map();
  for (const year of years) {
    for (const line of readFileSync(join(FILES, fileOf(year)), "utf8").split(/\r?\n/)) {
      const [, name, code] = line.match(/^"([^"]+)","=""(\d+)"""/) ?? [];
      if (name && !TOWNS.includes(name.replace(/ School District$/, ""))) names.set(code, name);
    }
  }
  const lines = [...names].map(([code, name], at) => `district-${at},"${name}",district,edsight,${code},,,`);
  const table = ["place,name_en,kind,code_system,code,valid_from,valid_to,part_of", ...lines].join("\n");
  await enter(page, manager);
  await page.goto(new URL("places/import", page.url().replace(/\/?$/, "/")).href);
  const file = { name: "districts.csv", mimeType: "text/csv", buffer: Buffer.from(table) };
  await page.locator("main input[type=file]").setInputFiles(file);
  await submit(page, "main form button[type=submit]");
  assert((await page.locator("main [role=alert]").count()) === 0, await page.locator("main").innerText());
}

const fileOf = (year) => `chronic-absenteeism__${year}_race.csv`;

/** The data manager asks for one year; gives the board's address. */
async function ask(page, manager, year) {
  await enter(page, manager);
  await page.goto(new URL("data/requests/new", page.url().replace(/\/?$/, "/")).href);
  await page.locator("#f-title").fill(title(year));
  await page.locator("#f-indicator").selectOption({ label: "Students who miss one school day in ten or more" });
  await page.locator("#f-period").fill(year);
  await page.locator("#f-due_on").fill("2099-06-30");
  await page.locator("#f-what").fill("The state's file of the year, as it is.");
  await page.getByLabel(PARTNER.name, { exact: true }).check();
  await page.getByLabel("Race and ethnicity", { exact: true }).check();
  await page.locator("details", { has: page.locator("input[name=place]") }).locator("summary").click();
  for (const town of TOWNS) await page.getByLabel(town, { exact: true }).check();
  await submit(page, "main form.long-form button[type=submit]");
  const board = page.url().split("?")[0];
  await submit(page, "form[action$='/open'] button");
  return board;
}

/** The partner sends the file; of the first they say that names are not needed beside the codes. */
async function send(page, home, year, isFirst) {
  const hands = new Pointer(page);
  await page.goto(await linkTo(home, PARTNER.person, title(year)));
  await hands.attach("#file", join(FILES, fileOf(year)));
  await hands.press("form[enctype]:has(#file) button[type=submit]");
  const asked = await page.locator("form.ask[id^=q]").allInnerTexts();
  assert(asked.length === 0, `${year} asks ${asked.join("; ").slice(0, 400)}`);
  const names = page.getByRole("combobox", { name: "District", exact: true });
  if (isFirst) {
    await names.selectOption("ignore");
    await submit(page, "form:has(select[name^='role:']) button[type=submit]");
  }
  assert((await names.inputValue()) === "ignore", `${year}: what was said about the column is kept`);
  await hands.press(".send-bar form button");
  assert(page.url().includes("/receipt"), `a receipt, not ${page.url()}`);
  assert(hands.clicks === 3, `${year} takes ${hands.clicks} clicks`);
}

/** What the data manager sees: place and group to the value shown. */
async function review(page, manager, board) {
  await enter(page, manager);
  await page.goto(board);
  await submit(page, "ul.todo a[href*='/submissions/']");
  const seen = new Map();
  for (;;) {
    const lines = await page.$$eval("table.review tbody tr", (rows) =>
      rows.map((row) => [
        `${row.querySelector("th strong").textContent}|${row.querySelector("th .muted").textContent}`,
        row.querySelector("td:nth-of-type(2) > :first-child")?.textContent ?? row.querySelector("td:nth-of-type(2)").textContent,
      ]),
    );
    for (const [key, value] of lines) seen.set(key.trim(), value.trim());
    const next = page.locator("nav.seg a[aria-current] + a");
    if ((await next.count()) === 0) return seen;
    await Promise.all([page.waitForNavigation(), next.click()]);
  }
}

async function submit(page, selector) {
  await Promise.all([page.waitForNavigation(), page.locator(selector).first().click()]);
}

/** Races by what the demonstration calls them: the publisher's two names for each. */
const RACES = {
  "American Indian or Alaska Native": ["American Indian or Alaska Native"],
  Asian: ["Asian"],
  "Black or African American": ["Black or African American", "Black"],
  "Hispanic or Latino/a": ["Hispanic/Latino of any race", "Hispanic or Latino", "Hispanic"],
  Multiracial: ["Two or More Races", "Two or more races"],
  "Native Hawaiian or Pacific Islander": ["Native Hawaiian or Other Pacific Islander", "Native Hawaiian or Pacific Islander"],
  White: ["White"],
};

/** Compares what was seen with both tables; gives how many figures. */
function compare(seen, year) {
  const long = `${year.slice(0, 4)}-20${year.slice(5)}`;
  const tables = [
    new Map(
      rows(readFileSync(join(FILES, "processed/chronic_absenteeism_by_race_ethnicity_2012-2020.csv"), "utf8"))
        .filter((row) => row.Year === long && row["Measure Type"] === "Percent")
        .map((row) => [`${row.District.replace(/ School District$/, "")}|${row["Race/Ethnicity"]}`, Number(row.Value)]),
    ),
    new Map(
      rows(readFileSync(join(SHARED, "data/bridgeport/indicators.csv"), "utf8"))
        .filter((row) => row.indicator === "chronic_absence" && row.dimension === "race_ethnicity" && row.period === year)
        .map((row) => [`${row.geo_name}|${row.category}`, row.status === "ok" ? Number(row.value) : -9999]),
    ),
  ];
  let compared = 0;
  for (const [key, value] of seen) {
    const [place, race] = key.split("|");
    assert(RACES[race], `${year}: nobody knows the group ${race}`);
    const found = tables.map((table) =>
      [race, ...RACES[race]].map((name) => table.get(`${place}|${name}`)).find((one) => one !== undefined),
    );
    for (const right of found) {
      if (right === undefined) continue;
      const read = /^[\d.]+%$/.test(value) ? Number(value.slice(0, -1)) : -9999;
      // The publisher's codes: -9999 kept back, -6666 no such students.
      assert(read === (right < 0 ? -9999 : right), `${year}, ${key}: seen ${value}, published ${right}`);
    }
    if (found.every((right) => right !== undefined)) compared += 1;
  }
  return compared;
}
