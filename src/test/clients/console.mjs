/** An admin at Keycloak's admin console, in headless Chromium: the client policies of a realm, and our executor there. */
import { chromium } from "playwright-core";
import { choose, fields, fill, help, values } from "./console-form.mjs";
import { PATIENCE, serve, settings } from "./commands.mjs";
import { picture } from "./picture.mjs";

const EXECUTOR = "refresh-token-family-rotation";

const browser = await chromium.launch({ executablePath: settings.chromium, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 1280 } });
page.setDefaultTimeout(PATIENCE);
page.on("pageerror", (error) => console.error(error.message));
// what fades in and out is drawn sixty times a second, which takes a processor from the server
await page.addInitScript(() => {
  addEventListener("DOMContentLoaded", () => {
    const still = document.createElement("style");
    still.textContent = "*, *::before, *::after { transition: none !important; animation: none !important; }";
    document.head.append(still);
  });
});

const testId = (id) => page.getByTestId(id);

await serve(
  {
    /** At the console of the realm that the admin belongs to, whoever was logged in there before. */
    async logIn({ user, password }) {
      await page.goto("about:blank");
      await page.context().clearCookies();
      await page.goto(settings.console);
      await page.fill("#username", user);
      await page.fill("#password", password);
      await page.click("#kc-login");
      await testId("nav-item-realm-settings").waitFor();
    },

    async createProfile({ profile }) {
      await open("profiles");
      await testId("createProfile").click();
      await testId("name").fill(profile);
      return save("saveCreateProfile");
    },

    /** The form in which our executor is added to a profile. */
    async newExecutor({ profile }) {
      await open(`${profile}/add-executor`);
      await choose(page, "kc-executor", EXECUTOR);
    },

    /** The form of the executor that a profile has, as the console loads it from the server. */
    async storedExecutor({ profile }) {
      await open(`${profile}/edit-profile`);
      await testId("editExecutor").click();
      await testId("addExecutor-saveBtn").waitFor();
    },

    /** Label and help text of each field of the form. */
    async fields() {
      return fields(page);
    },

    /** Opens the help of a key, for a screenshot. */
    async help({ key }) {
      await help(page, key);
    },

    async values({ keys }) {
      return values(page, keys);
    },

    async fill({ entries }) {
      return fill(page, entries);
    },

    /** What the console says to it. */
    async saveExecutor() {
      return save("addExecutor-saveBtn");
    },

    /** For the clients of an access type: public, confidential or bearer-only. */
    async createPolicy({ policy, accessType, profile }) {
      await open("policies/add-client-policy");
      await testId("name").fill(policy);
      const said = [await save("saveCreatePolicy")];
      await open(`${policy}/edit-policy`); // Keycloak's page stumbles over a policy that it has just created
      await testId("addCondition").click();
      await choose(page, "provider", "client-access-type");
      await page.locator("#type").getByRole("button", { name: "close" }).click(); // it comes with confidential
      await choose(page, "type", accessType);
      said.push(await save("addCondition-saveBtn"));
      await testId("addClientProfile").click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("textbox").fill(profile); // Keycloak's own profiles fill the first page
      await page.keyboard.press("Enter");
      await dialog.getByRole("row", { name: profile }).getByRole("checkbox").check();
      said.push(await save("add-client-profile-button"));
      await open(`${policy}/edit-policy`);
      await testId("client-access-type-condition-link").waitFor();
      await testId("profile-name-link").waitFor();
      return said;
    },

    async screenshot({ file }) {
      await page.screenshot({ path: file, animations: "disabled" });
    },

    /** As high as all that there is to see. */
    async picture({ file }) {
      await picture(page, file);
    },
  },
  () => browser.close(),
);

/** A page of the realm's client policies, loaded anew, so that nothing on it is left over from before. */
async function open(path) {
  await page.goto("about:blank");
  await page.goto(`${settings.console}#/${settings.realm}/realm-settings/client-policies/${path}`);
}

/** Presses the button, and gives what the console says once the server has answered. */
async function save(button) {
  await page.evaluate(() => {
    for (const alert of document.querySelectorAll("[data-testid='last-alert']")) {
      alert.dataset.old = ""; // of the save before; it goes by itself, after some seconds
    }
  });
  const answered = page.waitForResponse(
    (response) => response.request().method() === "PUT" && response.url().includes("/client-policies/"),
  );
  await testId(button).click();
  await answered;
  return page.locator("[data-testid='last-alert']:not([data-old])").innerText();
}
