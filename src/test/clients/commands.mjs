/**
 * How a test written in Java talks to a script: a line of JSON with a command in, a line of JSON with its result out, which has the
 * command's number. A command does not wait for the one before. The script ends when its input ends, and in any case after twenty minutes.
 */
import { createInterface } from "node:readline";

const LONGEST = 20 * 60 * 1000;

/** How long a browser waits for a page: Playwright's half minute is too short where two forks and their servers share two processors. */
export const PATIENCE = 2 * 60 * 1000;

/** The settings that the test gives as the only argument. */
export const settings = JSON.parse(process.argv[2]);

/** Runs the commands as they come, and `end` when there are no more. */
export async function serve(commands, end = () => {}) {
  setTimeout(() => fail(new Error("still running after twenty minutes")), LONGEST).unref();
  const running = [];
  for await (const line of createInterface({ input: process.stdin })) {
    running.push(run(commands, JSON.parse(line)));
  }
  await Promise.all(running);
  await end();
}

async function run(commands, { number, name, ...parameters }) {
  try {
    const result = await commands[name](parameters);
    console.log(JSON.stringify({ number, result: result ?? null }));
  } catch (error) {
    fail(error);
  }
}

function fail(error) {
  console.error(error);
  process.exit(1);
}
