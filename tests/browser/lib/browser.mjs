// Debian's Chromium, as root and without a network beyond this machine.

import { chromium } from "playwright-core";

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launch() {
  return chromium.launch({
    executablePath: process.env.MAINSTAY_CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: QUIET,
  });
}

/** Opens a page in a browser profile of its own, gives it to `body`, and closes it. */
export async function inPage(browser, options, body) {
  // Without motion a colour is what it will be; in the middle of a change no contrast can be measured.
  const context = await browser.newContext({ locale: "en-US", reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(15000);
  const page = await context.newPage();
  try {
    return await body(page, context);
  } finally {
    await context.close();
  }
}

/** Collects what the browser complains of: refused inline code, missing files, errors in scripts. */
export function complaints(page) {
  const found = [];
  page.on("console", (message) => {
    if (message.type() === "error") found.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => found.push(`${page.url()}: ${error.message}`));
  return found;
}

/** Opens a start page; a sign-in link asks for a pressed button, since opening changes nothing. */
export async function enter(page, address) {
  await page.goto(address);
  const button = page.locator("main form[method=post] button").first();
  if (!address.includes("/sign-in") || (await button.count()) === 0) return;
  const left = page.waitForURL((url) => !url.pathname.includes("/sign-in"), { waitUntil: "commit" });
  await Promise.all([left, button.click()]);
  await page.waitForLoadState("load");
}
