/** The file in which processes of one application keep what they have of their user. */
import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { settings } from "./commands.mjs";

let written = 0;

/** Nothing yet where nobody has written. */
export async function read() {
  if (!existsSync(settings.store)) {
    return {};
  }
  return JSON.parse(await readFile(settings.store, "utf8"));
}

/** The last one to write wins, and nobody reads half of it. */
export async function write(content) {
  const own = `${settings.store}.${process.pid}.${++written}`;
  await writeFile(own, JSON.stringify(content), { mode: 0o600 });
  await rename(own, settings.store);
}
