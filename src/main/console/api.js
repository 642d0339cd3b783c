/** The admin REST API, with the admin's own token: it decides what the admin may see and do. */
import { LoginEnded } from "./login.js";
import { reach } from "./reach.js";

/** In a path, these are no names, but the way to another resource of the server. */
const DOTS = /\/\.{1,2}(?=\/|$)/;

/** An answer that is none: the status, and what the server says to it. */
export class ApiError extends Error {
  /** Of an answer, or of none: `body` has the fields of its JSON. */
  constructor(status, body) {
    super(body.errorMessage ?? body.error_description ?? body.error ?? `HTTP ${status}`);
    this.status = status;
    this.error = body.error;
  }

  /** The admin has not the right. */
  get forbidden() {
    return this.status === 403;
  }

  /** What is to be changed is not any more what the admin has seen. */
  get conflict() {
    return this.status === 409;
  }

  /** The policy is written only after a fresh login. */
  get needsFreshLogin() {
    return this.status === 401 && this.error === "login_required";
  }
}

/** The REST API of one realm's token families. */
export class AdminApi {
  #login;
  #realms;
  #root;

  /** `adminUrl` is the server's base address for admins; `realm` is administered. */
  constructor(login, adminUrl, realm) {
    this.#login = login;
    this.#realms = `${adminUrl}/admin/realms`;
    this.#root = `${this.#realms}/${encodeURIComponent(realm)}`;
  }

  /** What `path` below `/token-families` answers. Parameters that are undefined, null or empty are left out. */
  get(path, parameters = {}) {
    return this.#call("GET", `${this.#root}/token-families${path}`, parameters);
  }

  put(path, body) {
    return this.#call("PUT", `${this.#root}/token-families${path}`, {}, body);
  }

  post(path, body) {
    return this.#call("POST", `${this.#root}/token-families${path}`, {}, body);
  }

  delete(path, parameters = {}) {
    return this.#call("DELETE", `${this.#root}/token-families${path}`, parameters);
  }

  /** What Keycloak's own admin API answers about the realm, below `/admin/realms/{realm}`. */
  ofKeycloak(path, parameters = {}) {
    return this.#call("GET", this.#root + path, parameters);
  }

  /** The names of the realms that the admin may see something of. */
  async realms() {
    const realms = await this.#call("GET", this.#realms, { briefRepresentation: true });
    return realms.map(({ realm }) => realm);
  }

  async #call(method, address, parameters, body) {
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

function errorOf({ status, error }) {
  return new ApiError(status, error);
}
