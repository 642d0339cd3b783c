/** Requests, and what the page can go by where something else answers than the server, or nobody. */

/** The server cannot be reached: nobody answers, the connection breaks, or what answers is something before it. */
export class Unreachable extends Error {}

/** What has answered, and what it says. */
class Answer {
  #text;

  /** `retryAfter`: how many seconds to wait before asking again, if it says so (RFC 9110 §10.2.3). */
  constructor(status, text, retryAfter) {
    this.status = status;
    this.#text = text;
    this.retryAfter = retryAfter;
  }

  get ok() {
    return this.status >= 200 && this.status < 300;
  }

  /** What was asked for; undefined where the answer is empty. */
  get content() {
    if (this.#text === "") {
      return undefined;
    }
    const content = parsed(this.#text);
    if (content === undefined) {
      throw new Unreachable("no JSON");
    }
    return content;
  }

  /** The fields of an error's JSON: none where a proxy has made it, or the server in haste. */
  get error() {
    return parsed(this.#text) ?? {};
  }
}

/** Sends a request, and waits for all of the answer. */
export async function reach(url, options) {
  try {
    const response = await fetch(url, options);
    const wait = Number.parseInt(response.headers.get("Retry-After"), 10);
    return new Answer(response.status, await response.text(), wait >= 0 ? wait : undefined);
  } catch (error) {
    throw new Unreachable(error.message);
  }
}

/** Undefined where it is no JSON. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}
