// Passkeys, with an authenticator that Chromium pretends to have: added, used as the second factor, used to sign in.

import assert from "node:assert/strict";
import { complaints, inPage } from "../lib/browser.mjs";

/** A device that holds passkeys and always confirms its person. */
async function authenticator(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { session, authenticatorId };
}

const press = (page, name) =>
  Promise.all([page.waitForNavigation(), page.getByRole("button", { name, exact: true }).click()]);

export default async function passkeys({ tests, browser, demonstration }) {
  // Passkeys belong to names: the same server by its name instead of its number.
  const address = demonstration.address.replace("127.0.0.1", "localhost");
  const persona = demonstration.personas()[0];

  await tests.test("a passkey is added, confirms its person, and signs in without a mail", async () => {
    await inPage(browser, {}, async (page, context) => {
      const found = complaints(page);
      const device = await authenticator(page);
      await page.goto(address + persona.path);
      await Promise.all([page.waitForNavigation(), page.locator("main form[method=post] button").first().click()]);

      await page.goto(`${address}/account/factors`);
      await press(page, "Add a passkey");
      assert.match(page.url(), /\/account\/factors\?/);
      await page.getByRole("heading", { name: /^Passkey/ }).first().waitFor();
      const { credentials } = await device.session.send("WebAuthn.getCredentials", device);
      assert.equal(credentials.length, 1);
      assert.equal(credentials[0].isResidentCredential, true);

      await page.goto(`${address}/account`);
      await press(page, "Sign out");
      await page.goto(`${address}/account`);
      assert.match(page.url(), /\/sign-in\?/);
      await page.goto(`${address}/sign-in?return_to=/account/factors`);
      await press(page, "Sign in with a passkey");
      assert.match(page.url(), /\/account\/factors$/);
      // Signed in with the second factor: the list can be changed at once.
      await page.getByRole("button", { name: /^Remove/ }).first().waitFor();
      assert.deepEqual(found, []);
      await context.clearCookies();
    });
  });

  await tests.test("a device without a passkey of ours gets a sentence and stays outside", async () => {
    await inPage(browser, {}, async (page) => {
      await authenticator(page);
      await page.goto(`${address}/sign-in`);
      await page.getByRole("button", { name: "Sign in with a passkey" }).click();
      await page.getByText("That did not work.").waitFor();
      await page.goto(`${address}/account`);
      assert.match(page.url(), /\/sign-in\?/);
    });
  });

  await tests.test("without scripts, the mailed link is offered and no dead button", async () => {
    await inPage(browser, { javaScriptEnabled: false }, async (page) => {
      await page.goto(`${address}/sign-in`);
      assert.equal(await page.getByRole("button", { name: "Sign in with a passkey" }).isVisible(), false);
      assert.equal(await page.getByRole("button", { name: "Send me a link" }).isVisible(), true);
    });
  });
}
