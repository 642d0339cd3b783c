/** The REST API of somebody's own sign-ins, with their own token: it decides what they may see and do. */
import { Rest } from "../page/rest.js";

export class MineApi {
  #rest;
  #root;

  /** `serverUrl` is the server's base address, `realm` that in which the user has logged in. */
  constructor(login, serverUrl, realm) {
    this.#rest = new Rest(login);
    this.#root = `${serverUrl}/realms/${encodeURIComponent(realm)}/token-family/mine`;
  }

  /** From the so-manieth on: `{ families, next }`. */
  signIns(first) {
    return this.#rest.call("GET", `${this.#root}/families`, { first });
  }

  /** From the so-manieth on: `{ incidents, next }`. */
  warnings(first) {
    return this.#rest.call("GET", `${this.#root}/incidents`, { first });
  }

  /** Announces what is wanted: `{ id, kcAction }`, of which the latter is for the login that confirms it. */
  begin(wanted) {
    return this.#rest.call("POST", `${this.#root}/actions`, {}, wanted);
  }

  /** Does what was announced, after that login: `{ families, signedOut }`, of which the former is missing for an answer. */
  perform(id) {
    return this.#rest.call("POST", `${this.#root}/actions/${encodeURIComponent(id)}`);
  }
}
