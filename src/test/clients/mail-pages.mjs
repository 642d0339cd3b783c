/** A user with a mail of ours, in headless Chromium: the mail, and the pages behind its links, held against WCAG by axe-core. */
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { PATIENCE, serve, settings } from "./commands.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const WCAG_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const browser = await chromium.launch({ executablePath: settings.chromium, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 900, height: 1100 }, locale: settings.language, bypassCSP: true });
page.setDefaultTimeout(PATIENCE);

/** What a person sees, and what would keep somebody from it. */
async function seen(file) {
  await page.screenshot({ path: file, fullPage: true });
  await page.addScriptTag({ path: AXE });
  const found = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags }), WCAG_AA);
  return {
    text: await page.innerText("body"),
    scripts: await page.locator("[id^=kc-token-family] script").count(),
    violations: found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`),
  };
}

await serve(
  {
    async readMail({ html, file }) {
      await page.setContent(html);
      await page.evaluate(() => {
        document.title = "Mail"; // mail programs show the subject
      });
      return seen(file);
    },

    async open({ url, file }) {
      await page.goto(url);
      return seen(file);
    },

    /** With the keyboard only. */
    async confirm({ file }) {
      const button = page.locator("#kc-token-family-confirm");
      for (let tabs = 0; !(await button.evaluate((node) => node === document.activeElement)); tabs++) {
        if (tabs > 30) {
          throw new Error("The button cannot be reached by the keyboard");
        }
        await page.keyboard.press("Tab");
      }
      await page.keyboard.press("Enter");
      await page.locator("#kc-token-family-answered").waitFor();
      return seen(file);
    },

    async logIn({ url, user, file }) {
      await page.goto(url);
      await page.fill("#username", user);
      await page.fill("#password", user);
      await page.click("#kc-login");
      await page.locator("#password-new").waitFor();
      return seen(file);
    },

    async choosePassword({ password, file }) {
      await page.fill("#password-new", password);
      await page.fill("#password-confirm", password);
      await page.keyboard.press("Enter");
      await page.locator("#kc-token-family-notice").waitFor();
      return seen(file);
    },
  },
  () => browser.close(),
);
