/** A user at the page of the own sign-ins, in headless Chromium: it leads to Keycloak's login and back whenever something is changed. */
import { serve, settings } from "./commands.mjs";
import { visit } from "./visit.mjs";

const { browser, context, page, named, settled, logIn, commands } = await visit("my-sign-ins", settings);

/** What has been changed, or asked to be, since the last look. */
const changes = [];

context.on("request", (request) => {
  if (request.method() !== "GET" && new URL(request.url()).pathname.includes("/token-family/")) {
    changes.push(request);
  }
});

/** A sign-in or a warning, by a text that is in it. */
const entry = (text) => page.locator(".my-sign-ins-entry, article").filter({ hasText: text }).first();

/** Tabs as far as that button, and presses it. */
async function byKeyboard(button) {
  for (let tabs = 0; !(await button.evaluate((node) => node === document.activeElement)); tabs++) {
    if (tabs > 20) {
      throw new Error(`${await button.innerText()} cannot be reached by the keyboard`);
    }
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
}

await serve(
  {
    ...commands,

    /** A button of the sign-in, or of the warning, in which that text is. */
    async pressIn({ text, button }) {
      await entry(text).getByRole("button", { name: button, exact: true }).click();
      await settled();
    },

    /** What the page says of that sign-in or warning. */
    async textOf({ text }) {
      return entry(text).innerText();
    },

    /** What the dialog says that is open. */
    async dialog() {
      return page.getByRole("dialog").innerText();
    },

    /** Goes on to the login, by the keyboard: the focus is in the dialog. */
    async leave({ button }) {
      await byKeyboard(page.getByRole("dialog").getByRole("button", { name: button, exact: true }));
      await page.locator("#password").waitFor();
    },

    /** Logs in, whose name Keycloak has kept; what Keycloak then asks to confirm. */
    async logInForIt({ user }) {
      await page.fill("#password", user);
      await page.keyboard.press("Enter");
      await page.locator("#kc-token-family-confirm").waitFor();
      return page.innerText("main, #kc-content");
    },

    /** Keeps a picture of Keycloak's own page. */
    async photograph({ file, height }) {
      await page.setViewportSize({ width: 1280, height });
      await page.screenshot({ path: file, animations: "disabled" });
    },

    /** Confirms it there, by the keyboard, and is back at the page. */
    async confirm() {
      await byKeyboard(page.locator("#kc-token-family-confirm-button"));
      await settled();
    },

    async cancel() {
      await page.locator("#kc-token-family-cancel-button").click();
      await settled();
    },

    /** Presses the button, which leads to Keycloak's login, and logs in there. */
    async logInAgain({ button, user }) {
      await named("button", button).click();
      await page.locator("#username").waitFor();
      await logIn(page, user);
      await settled();
    },

    /** By the page's link to Keycloak's own account console, and the link there that leads back. */
    async backByAccountConsole({ link }) {
      await named("link", link).click();
      await page.getByTestId("referrer-link").click();
      await settled();
    },

    /** The links in the navigation of Keycloak's own account console, when all its scripts have had their turn. */
    async linksOfAccountConsole({ url, user }) {
      const messages = page.waitForResponse((response) => response.url().includes("/token-family/account/messages/"));
      await page.goto(url);
      await logIn(page, user);
      await messages;
      await page.locator("nav a").first().waitFor();
      return page.locator("nav a").allInnerTexts();
    },

    /** Follows a link to the page that somebody else has made; nothing that is in it may count. */
    async followForeign({ url }) {
      await page.goto("about:blank");
      await page.goto(url);
      await settled();
    },

    /** The element that has the focus, by its class. */
    async focusedClass() {
      return page.evaluate(() => document.activeElement.className);
    },

    /** No request reaches the server until this is called again. */
    async offline({ offline }) {
      await context.setOffline(offline);
    },

    /** In the order in which it was asked: the status of the answer, the method, and the path. */
    async changes() {
      return Promise.all(
        changes.splice(0).map(async (request) =>
          `${(await request.response())?.status()} ${request.method()} ${new URL(request.url()).pathname}`,
        ),
      );
    },
  },
  () => browser.close(),
);
