/** The admin REST API, with the admin's own token: it decides what the admin may see and do. */

/** An answer that is none: the status, and what the server says to it. */
export class ApiError extends Error {
  constructor(status, body) {
    super(body.errorMessage ?? body.error_description ?? body.error ?? String(status));
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

/** The server cannot be reached. */
export class Unreachable extends Error {}

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
    const query = new URLSearchParams(
      Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== ""),
    ).toString();
    const url = address + (query && `?${query}`);
    const first = await this.#send(method, url, body);
    if (first.status !== 401) {
      return answerOf(first);
    }
    const error = await errorOf(first);
    if (error.needsFreshLogin) {
      throw error;
    }
    this.#login.forget(); // it was revoked: the session has ended, or lasts and gives another token
    return answerOf(await this.#send(method, url, body));
  }

  async #send(method, url, body) {
    const headers = { Authorization: `Bearer ${await this.#login.token()}`, Accept: "application/json" };
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
    }
    try {
      return await fetch(url, { method, headers, body: JSON.stringify(body), credentials: "omit" });
    } catch (error) {
      throw new Unreachable(error.message);
    }
  }
}

async function answerOf(response) {
  if (!response.ok) {
    throw await errorOf(response);
  }
  const text = await response.text();
  return text === "" ? undefined : JSON.parse(text);
}

async function errorOf(response) {
  const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
  return new ApiError(response.status, isJson ? await response.json() : {});
}
