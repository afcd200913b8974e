// Moving about with the keyboard alone: what is not reached by Tab does not exist.

/** Tabs until the element has the focus. Fails after a whole round of the page. */
export async function tabTo(page, selector) {
  const count = await page.locator("a, button, input, select, textarea, summary, [tabindex]").count();
  for (let step = 0; step < count * 2 + 20; step += 1) {
    await page.keyboard.press("Tab");
    const isThere = await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector);
    if (isThere) return;
  }
  throw new Error(`${page.url()}: the keyboard does not reach ${selector}`);
}

/** Tabs to a button or link and presses it; waits for what it opens. */
export async function press(page, selector) {
  await tabTo(page, selector);
  // The page that is there has loaded already: wait for the next one.
  await Promise.all([page.waitForEvent("domcontentloaded"), page.keyboard.press("Enter")]);
  await page.waitForLoadState("load");
}

/** Tabs to a field and types. */
export async function type(page, selector, text) {
  await tabTo(page, selector);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

/** Whether the focused element shows that it has the focus. */
export function showsFocus(page) {
  return page.evaluate(() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== "none" || style.boxShadow !== "none";
  });
}
