/** Requests of a page to the REST API that it shows, with the token of whoever is logged in: the API decides what they may do. */
import { LoginEnded } from "./login.js";
import { reach } from "./reach.js";

/** In a path, these are no names, but the way to another resource of the server. */
const DOTS = /\/\.{1,2}(?=\/|$)/;

/** An answer that is none: the status, and what the server says to it. */
export class ApiError extends Error {
  /** Of an answer, or of none: `body` has the fields of its JSON; in `retryAfter` seconds it may be another. */
  constructor(status, body, retryAfter) {
    super(body.errorMessage ?? body.error_description ?? body.error ?? `HTTP ${status}`);
    this.status = status;
    this.error = body.error;
    this.retryAfter = retryAfter;
  }

  /** The user has not the right. */
  get forbidden() {
    return this.status === 403;
  }

  /** What is to be changed is not any more what the user has seen. */
  get conflict() {
    return this.status === 409;
  }

  /** It is done only after a fresh login. */
  get needsFreshLogin() {
    return this.status === 401 && this.error === "login_required";
  }
}

export class Rest {
  #login;

  constructor(login) {
    this.#login = login;
  }

  /** What the address answers. Parameters that are undefined, null or empty are left out. ApiError where it is no success. */
  async call(method, address, parameters = {}, body = undefined) {
    if (DOTS.test(address)) {
      throw new ApiError(404, {});
    }
    const query = new URLSearchParams(
      Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== ""),
    ).toString();
    const url = address + (query && `?${query}`);
    const first = await this.#send(method, url, body);
    if (first.status !== 401 || errorOf(first).needsFreshLogin) {
      return contentOf(first);
    }
    this.#login.forget(); // it was revoked: the session has ended, or lasts and gives another token
    const second = await this.#send(method, url, body);
    if (second.status === 401 && !errorOf(second).needsFreshLogin) {
      throw new LoginEnded("token"); // a session that lasts, and whose tokens are refused
    }
    return contentOf(second);
  }

  async #send(method, url, body) {
    const headers = { Authorization: `Bearer ${await this.#login.token()}`, Accept: "application/json" };
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
    }
    return reach(url, { method, headers, body: JSON.stringify(body), credentials: "omit" });
  }
}

function contentOf(answer) {
  if (!answer.ok) {
    throw errorOf(answer);
  }
  return answer.content;
}

function errorOf({ status, error, retryAfter }) {
  return new ApiError(status, error, retryAfter);
}
