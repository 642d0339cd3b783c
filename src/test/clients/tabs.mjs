/** The tabs of one browser, headless Chromium, in which an application of ours runs: see the HTML pages. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { chromium, errors } from "playwright-core";
import { PATIENCE, serve, settings } from "./commands.mjs";

/** After so long a tab that is not logged in will not be. */
const LOST = 30 * 1000;

const TYPES = { html: "text/html", js: "text/javascript", json: "application/json" };

const pages = createServer(async (request, response) => {
  const path = new URL(request.url, "http://127.0.0.1").pathname;
  try {
    const body = path === "/settings.json" ? JSON.stringify(settings) : await readFile(`.${path}`);
    response.writeHead(200, { "Content-Type": TYPES[path.split(".").pop()] }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((listening) => pages.listen(0, "127.0.0.1", listening));
const application = `http://127.0.0.1:${pages.address().port}/${settings.page}`;

const browser = await chromium.launch({ executablePath: settings.chromium, args: ["--no-sandbox"] });
const context = await browser.newContext();
context.setDefaultTimeout(PATIENCE);
const tabs = [];

// an application that is refused goes to the login page at once; it shall tell the test before that
let refreshing = Promise.resolve();
await context.route(
  (url) => url.pathname.endsWith("/openid-connect/auth"),
  async (route) => {
    const request = route.request();
    if (request.isNavigationRequest() && request.frame().parentFrame() === null) {
      await refreshing;
    }
    await route.continue();
  },
);

await serve(
  {
    /** A new tab with the application. */
    async open() {
      const tab = await context.newPage();
      tabs.push(tab);
      tab.on("pageerror", (error) => console.error(`tab ${tabs.indexOf(tab)}:`, error));
      await tab.goto(application, { waitUntil: "commit" }); // the page may go on to Keycloak at once
      return place(tab);
    },

    async logIn({ tab: number, user }) {
      const tab = tabs[number];
      await tab.reload(); // Keycloak does so itself, a second late, where another tab has opened the login page too
      await tab.fill("#username", user);
      await tab.fill("#password", user);
      const answer = tab.waitForEvent("framenavigated", (frame) => frame === tab.mainFrame());
      await tab.click("#kc-login");
      await answer;
      return place(tab);
    },

    /** Where the user finds the tab: at Keycloak's login page, or in the application. */
    async place({ tab }) {
      return place(tabs[tab]);
    },

    /** The refresh token that the application has in the tab. */
    async tokens({ tab }) {
      return tabs[tab].evaluate(() => window.app.tokens());
    },

    /** The applications in these tabs refresh at once. One that is not there any more, or whose own login failed, says so. */
    async refresh({ tabs: numbers }) {
      const arrived = await Promise.all(numbers.map((number) => arrives(tabs[number])));
      const results = Promise.all(
        numbers.map((number, n) => (arrived[n] ? refresh(tabs[number]) : { error: "gone", shown: "(its login failed)" })),
      );
      refreshing = Promise.allSettled([refreshing, results]);
      return results;
    },

    async close({ tab }) {
      await tabs[tab].close();
    },
  },
  async () => {
    await browser.close();
    pages.close();
  },
);

async function refresh(tab) {
  const gone = { error: "gone", shown: "(sent to the login page)" };
  try {
    return (await tab.evaluate(() => window.app?.refresh())) ?? gone;
  } catch (error) {
    if (tab.isClosed() || error.message.includes("Execution context was destroyed")) {
      return gone; // closed by the user, or on its way to Keycloak
    }
    throw error;
  }
}

/** Whether the tab gets anywhere: of tabs that log in again at the same moment, one can find its code replaced by another's. */
async function arrives(tab) {
  try {
    await place(tab, LOST);
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) {
      return false;
    }
    throw error;
  }
}

/** The application is there when it is logged in: then it has defined `window.app`. */
async function place(tab, timeout = PATIENCE) {
  const found = await tab.waitForFunction(
    () => (document.querySelector("#kc-form-login") && "login page") || (window.app && "application"),
    undefined,
    { timeout, polling: 50 }, // or it asks at each frame, and has all of them drawn
  );
  return { place: await found.jsonValue() };
}
