/** An admin at the console page of token families, in headless Chromium. Things go by the names that a screen reader gives them. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { serve, settings } from "./commands.mjs";
import { picture } from "./picture.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WCAG_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const browser = await chromium.launch({ executablePath: settings.chromium, args: ["--no-sandbox"] });
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: settings.language });

/** What must not happen on the page, whatever somebody does there. */
const noise = [];
const hosts = new Set();

/** What has been asked of the admin REST API since the last look. */
const asked = [];
let clicks = 0;

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
context.on("request", (request) => {
  const { host, pathname } = new URL(request.url());
  hosts.add(host);
  if (pathname.startsWith("/admin/realms")) {
    asked.push(request);
  }
});

const page = await context.newPage();

/** The page is there, and has nothing more to load. */
async function settled() {
  await page.locator("token-families main").waitFor();
  await page.locator(".token-family-loading").waitFor({ state: "detached" });
  await page.locator("[aria-busy=true]").waitFor({ state: "detached" });
}

async function logIn(where, user) {
  await where.fill("#username", user);
  await where.fill("#password", user);
  await where.click("#kc-login");
}

/** The only one of that name; of several, the first that can be seen. */
const named = (role, name) => page.getByRole(role, { name, exact: true }).filter({ visible: true }).first();

await serve(
  {
    /** Opens the page as an admin whose password is the name, and no longer as another one. */
    async open({ url, user }) {
      await page.goto("about:blank");
      await context.clearCookies();
      clicks = 0;
      await page.goto(url);
      await page.locator("#username").waitFor();
      await logIn(page, user);
      await settled();
    },

    /** Opens Keycloak's own console as an admin whose password is the name, and follows its link to the page. */
    async openByConsole({ url, user, link }) {
      await page.goto(url);
      await logIn(page, user);
      await named("link", link).click();
      await settled();
    },

    /** Opens the page where nobody can log in. */
    async openAlone({ url }) {
      await page.goto(url);
      await settled();
      return page.innerText("main");
    },

    /** Has another page of the server show the element, as a script there would: with the attributes and the files of its own page. */
    async mount({ on, url }) {
      await page.goto(on);
      await page.evaluate(async (own) => {
        const html = await (await fetch(own)).text();
        const parsed = new DOMParser().parseFromString(html, "text/html");
        document.body.replaceChildren(document.adoptNode(parsed.querySelector("token-families")));
        await import(new URL(parsed.querySelector("script[src$='/main.js']").getAttribute("src"), own).href);
      }, url);
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
      clicks++;
      await named("button", button).click();
      await settled();
    },

    /** As somebody does who is used to that, which is no second decision. */
    async pressTwice({ button }) {
      clicks++;
      await named("button", button).dblclick();
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
      clicks++;
      await named("link", link).click();
      await settled();
    },

    /** The first link of the row in which that text is. */
    async followInRow({ text }) {
      clicks++;
      await page.getByRole("row").filter({ hasText: text }).getByRole("link").first().click();
      await settled();
    },

    /** A button of the dialog that is open. */
    async pressInDialog({ button }) {
      clicks++;
      await page.getByRole("dialog").getByRole("button", { name: button, exact: true }).click();
      await settled();
    },

    async fill({ field, value }) {
      await page.getByLabel(field, { exact: true }).filter({ visible: true }).first().fill(value);
    },

    async choose({ field, option }) {
      clicks++;
      await page.getByLabel(field, { exact: true }).filter({ visible: true }).first().selectOption({ label: option });
      await settled();
    },

    async check({ field, checked }) {
      clicks++;
      await page.getByLabel(field, { exact: true }).filter({ visible: true }).first().setChecked(checked);
    },

    async value({ field }) {
      return page.getByLabel(field, { exact: true }).filter({ visible: true }).first().inputValue();
    },

    /** Presses the button, and logs in in the window that it opens. */
    async logInInWindow({ button, user }) {
      clicks++;
      const [opened] = await Promise.all([context.waitForEvent("page"), named("button", button).click()]);
      await opened.locator("#password").waitFor();
      if (await opened.locator("#username").isVisible()) { // a login anew keeps its user
        await opened.fill("#username", user);
      }
      await opened.fill("#password", user);
      const tokens = page.waitForResponse((response) => response.url().endsWith("/openid-connect/token"));
      await Promise.all([opened.waitForEvent("close"), tokens, opened.click("#kc-login")]);
      await page.locator(".token-family-login-ended").waitFor({ state: "detached" });
      await settled();
    },

    /** What the admin sees, where, and what would keep somebody from it. */
    async seen() {
      await page.evaluate(AXE); // the page's policy would not let a script tag run
      const found = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags }), WCAG_AA);
      return {
        text: await page.innerText("token-families"),
        title: await page.title(),
        hash: new URL(page.url()).hash,
        focused: await page.evaluate(() => document.activeElement.tagName),
        violations: found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`),
      };
    },

    async text() {
      return page.innerText("token-families");
    },

    /** In a light or a dark room. */
    async scheme({ scheme }) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    },

    /** Waits until the page says it, in a message or anywhere. */
    async says({ text }) {
      await page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: 15_000 });
    },

    async screenshot({ file, height }) {
      await page.setViewportSize({ width: 1280, height });
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

    /** In the order in which it was asked: the status of the answer, the method, and the path. */
    async asked() {
      return Promise.all(
        asked.splice(0).map(async (request) => {
          const { pathname, search } = new URL(request.url());
          return `${(await request.response()).status()} ${request.method()} ${pathname}${search}`;
        }),
      );
    },

    async clicks() {
      return clicks;
    },

    /** What is kept in the browser beside the page: nothing of it outlives the tab. */
    async stored() {
      return page.evaluate(() => ({ local: { ...localStorage }, session: { ...sessionStorage } }));
    },
  },
  () => browser.close(),
);
