/** The admin REST API, with the admin's own token: it decides what the admin may see and do. */
import { Rest } from "../page/rest.js";

/** The REST API of one realm's token families. */
export class AdminApi {
  #rest;
  #realms;
  #root;

  /** `adminUrl` is the server's base address for admins; `realm` is administered. */
  constructor(login, adminUrl, realm) {
    this.#rest = new Rest(login);
    this.#realms = `${adminUrl}/admin/realms`;
    this.#root = `${this.#realms}/${encodeURIComponent(realm)}`;
  }

  /** What `path` below `/token-families` answers. Parameters that are undefined, null or empty are left out. */
  get(path, parameters = {}) {
    return this.#rest.call("GET", `${this.#root}/token-families${path}`, parameters);
  }

  put(path, body) {
    return this.#rest.call("PUT", `${this.#root}/token-families${path}`, {}, body);
  }

  post(path, body) {
    return this.#rest.call("POST", `${this.#root}/token-families${path}`, {}, body);
  }

  delete(path, parameters = {}) {
    return this.#rest.call("DELETE", `${this.#root}/token-families${path}`, parameters);
  }

  /** What Keycloak's own admin API answers about the realm, below `/admin/realms/{realm}`. */
  ofKeycloak(path, parameters = {}) {
    return this.#rest.call("GET", this.#root + path, parameters);
  }

  /** The names of the realms that the admin may see something of. */
  async realms() {
    const realms = await this.#rest.call("GET", this.#realms, { briefRepresentation: true });
    return realms.map(({ realm }) => realm);
  }
}
