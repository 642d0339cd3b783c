/** An admin at the console page of token families, in headless Chromium. */
import { serve, settings } from "./commands.mjs";
import { visit } from "./visit.mjs";

const { browser, context, page, named, labelled, settled, commands } = await visit("token-families", settings);

/** What has been asked of the admin REST API since the last look. */
const asked = [];
let clicks = 0;

context.on("request", (request) => {
  if (new URL(request.url()).pathname.startsWith("/admin/realms")) {
    asked.push(request);
  }
});

/** The same command, which takes a click. */
const clicking = (command) => async (parameters) => {
  clicks++;
  return command(parameters);
};

await serve(
  {
    ...commands,

    async open(parameters) {
      clicks = 0;
      await commands.open(parameters);
    },

    press: clicking(commands.press),
    follow: clicking(commands.follow),
    pressInDialog: clicking(commands.pressInDialog),

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

    /** As somebody does who is used to that, which is no second decision. */
    pressTwice: clicking(async ({ button }) => {
      await named("button", button).dblclick();
      await settled();
    }),

    /** The first link of the row in which that text is. */
    followInRow: clicking(async ({ text }) => {
      await page.getByRole("row").filter({ hasText: text }).getByRole("link").first().click();
      await settled();
    }),

    choose: clicking(async ({ field, option }) => {
      await labelled(field).selectOption({ label: option });
      await settled();
    }),

    check: clicking(async ({ field, checked }) => {
      await labelled(field).setChecked(checked);
    }),

    /** Presses the button, and logs in in the window that it opens. */
    logInInWindow: clicking(async ({ button, user }) => {
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
    }),

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
  },
  () => browser.close(),
);
