/**
 * Somebody at a page of ours, in headless Chromium: what is the same for all of them. Things go by the names that a screen reader
 * gives them.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { PATIENCE } from "./commands.mjs";
import { picture } from "./picture.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WCAG_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Opens a browser for pages whose custom element has that name. `settings`: `chromium`, `language`. */
export async function visit(element, { chromium: executablePath, language }) {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: language });
  context.setDefaultTimeout(PATIENCE);
  const noise = []; // what must not happen on the page, whatever somebody does there
  const hosts = new Set();
  await listen(context, noise, hosts);
  const page = await context.newPage();

  /** The page is there, and has nothing more to load. */
  async function settled() {
    await page.locator(`${element} main`).waitFor();
    await page.locator(".token-family-loading").waitFor({ state: "detached" });
    await page.locator("[aria-busy=true]").waitFor({ state: "detached" });
  }

  /** The only one of that name; of several, the first that can be seen. */
  const named = (role, name) => page.getByRole(role, { name, exact: true }).filter({ visible: true }).first();

  const labelled = (field) => page.getByLabel(field, { exact: true }).filter({ visible: true }).first();

  /** At Keycloak, with the name for a password. */
  async function logIn(where, user) {
    await where.fill("#username", user);
    await where.fill("#password", user);
    await where.click("#kc-login");
  }

  const commands = {
    /** Opens the page as somebody whose password is the name, and no longer as another one. */
    async open({ url, user }) {
      await page.goto("about:blank");
      await context.clearCookies();
      await page.goto(url);
      await page.locator("#username").waitFor();
      await logIn(page, user);
      await settled();
    },

    /** Opens Keycloak's own console as somebody whose password is the name, and follows its link to the page. */
    async openByConsole({ url, user, link }) {
      await page.goto(url);
      await logIn(page, user);
      await named("link", link).click();
      await settled();
    },

    /** The URL of whatever page is shown. */
    async address() {
      return page.url();
    },

    /** Another place of the page, by the URL's hash. */
    async go({ hash }) {
      await page.evaluate((to) => (location.hash = to), hash);
      await settled();
    },

    async reload() {
      await page.reload();
      await settled();
    },

    async press({ button }) {
      await named("button", button).click();
      await settled();
    },

    /** With the keyboard only. */
    async pressByKeyboard({ button }) {
      const wanted = named("button", button);
      for (let tabs = 0; !(await wanted.evaluate((node) => node === document.activeElement)); tabs++) {
        if (tabs > 60) {
          throw new Error(`${button} cannot be reached by the keyboard`);
        }
        await page.keyboard.press("Tab");
      }
      await page.keyboard.press("Enter");
      await settled();
    },

    async follow({ link }) {
      await named("link", link).click();
      await settled();
    },

    /** A button of the dialog that is open. */
    async pressInDialog({ button }) {
      await page.getByRole("dialog").getByRole("button", { name: button, exact: true }).click();
      await settled();
    },

    async fill({ field, value }) {
      await labelled(field).fill(value);
    },

    async value({ field }) {
      return labelled(field).inputValue();
    },

    /** What somebody sees, where, and what would keep somebody from it. */
    async seen() {
      await page.evaluate(AXE); // the page's policy would not let a script tag run
      const found = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags }), WCAG_AA);
      return {
        text: await page.innerText(element),
        title: await page.title(),
        hash: new URL(page.url()).hash,
        focused: await page.evaluate(() => document.activeElement.tagName),
        violations: found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`),
      };
    },

    async text() {
      return page.innerText(element);
    },

    /** In a light or a dark room. */
    async scheme({ scheme }) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    },

    /** Waits until the page says it, in a message or anywhere. */
    async says({ text }) {
      await page.getByText(text).filter({ visible: true }).first().waitFor();
    },

    async screenshot({ file, height, width = 1280 }) {
      await page.setViewportSize({ width, height });
      await page.locator("main").evaluate((main) => main.scrollTo(0, 0));
      await page.screenshot({ path: file, animations: "disabled" });
    },

    /** As high as all that there is to see. */
    async picture({ file }) {
      await picture(page, file);
    },

    async width({ width }) {
      await page.setViewportSize({ width, height: 900 });
      return page.evaluate(() => document.documentElement.scrollWidth);
    },

    /** What must not have happened, and to whom the browser has spoken. */
    async noise() {
      return { noise, hosts: [...hosts] };
    },

    /** What is kept in the browser beside the page: nothing of it outlives the tab. */
    async stored() {
      return page.evaluate(() => ({ local: { ...localStorage }, session: { ...sessionStorage } }));
    },
  };
  return { browser, context, page, named, labelled, settled, logIn, commands };
}

async function listen(context, noise, hosts) {
  // in every document, before its own scripts
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      console.error(`CSP: ${violatedDirective} ${blockedURI}`),
    );
  });
  context.on("page", (opened) => {
    opened.on("pageerror", (error) => noise.push(`error: ${error.message}`));
    opened.on("dialog", (dialog) => {
      noise.push(`dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    opened.on("console", (message) => {
      if (message.text().includes("CSP") || message.text().includes("Content Security Policy")) {
        noise.push(message.text());
      }
    });
  });
  context.on("request", (request) => hosts.add(new URL(request.url()).host));
}
