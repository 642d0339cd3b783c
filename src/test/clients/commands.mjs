/**
 * How a test written in Java talks to a script: a line of JSON with a command in, a line of JSON with its result out.
 * The script ends when its input ends, and in any case after five minutes.
 */
import { createInterface } from "node:readline";

const LONGEST = 5 * 60 * 1000;

/** The settings that the test gives as the only argument. */
export const settings = JSON.parse(process.argv[2]);

/** Runs one command after the other, and `end` when there are no more. */
export async function serve(commands, end = () => {}) {
  setTimeout(() => fail(new Error("still running after five minutes")), LONGEST).unref();
  try {
    for await (const line of createInterface({ input: process.stdin })) {
      const { name, ...parameters } = JSON.parse(line);
      const result = await commands[name](parameters);
      console.log(JSON.stringify(result ?? null));
    }
  } catch (error) {
    fail(error);
  } finally {
    await end();
  }
}

function fail(error) {
  console.error(error);
  process.exit(1);
}
