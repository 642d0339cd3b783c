/** The form of an executor or a condition in the admin console. Fields go by the keys of the configuration. */

/** The control of a key: the console gives text fields another id than the rest, and the lines of a list none. */
const control = (page, key) => page.locator(`[id="${key}"], [id="config.${key}"], [data-testid="config.${key}0"]`);

/** Opens a select, and takes this option. */
export async function choose(page, id, option) {
  await page.locator(`[id="${id}"]`).click();
  await page.getByRole("option").filter({ has: page.getByText(option, { exact: true }) }).click();
}

/** Each field from the top to the bottom: its label, and what comes when its question mark is clicked. */
export async function fields(page) {
  const found = [];
  for (const questionMark of await page.locator("form [data-testid^='help-label-']").all()) {
    const label = questionMark.locator("xpath=preceding::label[1]");
    await questionMark.click();
    await fadedIn(page);
    found.push({ label: await label.innerText(), help: await page.getByRole("dialog").innerText() });
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }
  return found;
}

/** Opens the help of one key. */
export async function help(page, key) {
  await page.locator(`[data-testid$=".${key}"][data-testid^="help-label-"]`).click();
  await fadedIn(page);
}

/** Before that, a key that should close it can come too early, and it stays beside the next one. */
async function fadedIn(page) {
  await page.waitForFunction(
    () => {
      const dialogs = document.querySelectorAll("[role=dialog]");
      return dialogs.length === 1 && getComputedStyle(dialogs[0]).opacity === "1";
    },
    undefined,
    { polling: 50 }, // or it asks at each frame, and has all of them drawn
  );
}

/** What the form shows, as text: of a switch, true or false. */
export async function values(page, keys) {
  const shown = {};
  for (const key of keys) {
    shown[key] = await control(page, key).evaluate((element) => {
      if (element.type === "checkbox") {
        return String(element.checked);
      }
      return element.tagName === "INPUT" ? element.value : element.innerText;
    });
  }
  return shown;
}

/** Types, chooses or switches, as the field requires. */
export async function fill(page, entries) {
  for (const [key, value] of Object.entries(entries)) {
    const field = control(page, key);
    const kind = await field.evaluate((element) => (element.type === "checkbox" ? "switch" : element.tagName));
    if (kind === "switch") {
      await field.setChecked(value === "true", { force: true }); // Chromium sees the drawing of the switch before it
    } else if (kind === "INPUT") {
      await field.fill(value);
    } else {
      await choose(page, key, value);
    }
  }
}
