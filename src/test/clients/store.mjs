/** The file in which processes of one application keep what they have of their user. */
import { readFile, rename, writeFile } from "node:fs/promises";
import { settings } from "./commands.mjs";

let written = 0;

export async function read() {
  return JSON.parse(await readFile(settings.store, "utf8"));
}

/** The last one to write wins, and nobody reads half of it. */
export async function write(content) {
  const own = `${settings.store}.${process.pid}.${++written}`;
  await writeFile(own, JSON.stringify(content), { mode: 0o600 });
  await rename(own, settings.store);
}
