/**
 * The login of somebody who uses a page, with Keycloak: authorization code and PKCE (RFC 6749 §4.1, RFC 7636), for a public client. The tokens are in
 * the memory of the page and nowhere else; there are no refresh tokens. A login that is about to expire is asked for again in a
 * frame, where Keycloak answers without a word as long as that session lasts (OpenID Connect Core 1.0 §3.1.2.1, prompt=none).
 */
import { reach } from "./reach.js";

const PENDING = "token-family-login";
const CHANNEL = "token-family-login";
const SPARE_SECONDS = 15;
const FRAME_MILLISECONDS = 15_000;
const WINDOW_MILLISECONDS = 10 * 60_000;

const SCOPE = "openid";

/** Nobody is logged in any more, or not as is asked for. What was typed is still there. */
export class LoginEnded extends Error {}

/** Keycloak lets nobody in, and says why; or its answer is not the one that was asked for. */
export class LoginRefused extends Error {}

export class Login {
  #issuer;
  #clientId;
  #pageUrl;
  #session; // { accessToken, claims, expiresAt, scope }, of which the scope is what was asked for
  #renewal; // one for all who wait for it

  constructor({ issuer, clientId, pageUrl }) {
    this.#issuer = issuer;
    this.#clientId = clientId;
    this.#pageUrl = pageUrl;
  }

  /** Who is logged in: the claims of the ID token; undefined where nobody is. */
  get claims() {
    return this.#session?.claims;
  }

  /**
   * Takes the answer to a login that this page has asked for, or else goes to the login page. Afterwards the page's URL is what it
   * was before. Never returns if it leaves the page. Where the login was made for something, gives what, and what became of it:
   * `{ purpose, status }`, of which the status is Keycloak's `kc_action_status`.
   */
  async begin() {
    const answer = answerIn(location.hash);
    const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? "null");
    sessionStorage.removeItem(PENDING);
    if (answer === undefined) {
      return this.#leave(location.hash);
    }
    history.replaceState(null, "", this.#pageUrl + (pending?.back ?? ""));
    if (pending === null || answer.get("state") !== pending.state) {
      return this.#leave(location.hash); // another page's, or an old one that was loaded again
    }
    this.#session = await this.#exchange(answer, pending, this.#pageUrl);
    return { purpose: pending.purpose, status: answer.get("kc_action_status") };
  }

  /** Has somebody log in for a purpose, in place of the page, to which it comes back: with these parameters besides. Never returns. */
  async leaveFor(purpose, parameters) {
    return this.#leave(location.hash, { purpose, parameters });
  }

  /** Begins anew, in place of the page. */
  async #leave(back, { purpose, parameters = {} } = {}) {
    const request = await newRequest();
    sessionStorage.setItem(PENDING, JSON.stringify({ ...request, back, purpose }));
    location.replace(await this.#authorizationUrl(request, this.#pageUrl, parameters));
    return new Promise(() => {}); // the page goes
  }

  /** An access token that is good for some seconds at least. LoginEnded where somebody must log in for it. */
  async token() {
    if (this.#session.expiresAt - SPARE_SECONDS * 1000 > Date.now()) {
      return this.#session.accessToken;
    }
    this.#renewal ??= this.silently().finally(() => {
      this.#renewal = undefined;
    });
    await this.#renewal;
    return this.#session.accessToken;
  }

  /** The present token is good no more, whatever its expiry says: the session has ended. */
  forget() {
    this.#session.expiresAt = 0;
  }

  /**
   * Logs in without a word, and without leaving the page, for what the present login is for. LoginEnded where somebody must log in
   * for it; Unreachable where there is nobody to ask, which a frame would not tell.
   */
  async silently() {
    await reach(`${this.#pageUrl}silent`);
    const frame = document.createElement("iframe");
    frame.hidden = true;
    frame.title = "Login";
    const { scope } = this.#session ?? {};
    await this.#elsewhere({ prompt: "none", scope }, FRAME_MILLISECONDS, (url) => {
      frame.src = url;
      document.body.append(frame);
    }).finally(() => frame.remove());
  }

  /** Logs in, or in again, in a window of its own, so that this page stays as it is. To be called while a click is handled. */
  async again() {
    await this.#inWindow({});
  }

  /**
   * Has somebody log in right now, whatever the session is, for what needs a fresh login and this scope. To be called while a
   * click is handled.
   */
  async afresh(scope) {
    await this.#inWindow({ prompt: "login", max_age: "0", scope: `${SCOPE} ${scope}` });
  }

  async #inWindow(parameters) {
    const opened = window.open("about:blank", "_blank", "popup,width=560,height=720");
    if (opened === null) {
      throw new LoginRefused("popup");
    }
    await this.#elsewhere(parameters, WINDOW_MILLISECONDS, (url) => opened.location.replace(url));
  }

  /** A login in a frame or a window, whose answer silent.js hands over. */
  async #elsewhere(parameters, milliseconds, open) {
    const request = await newRequest();
    const redirectUri = `${this.#pageUrl}silent`;
    const answered = answerTo(request.state, milliseconds);
    open(await this.#authorizationUrl(request, redirectUri, parameters));
    const session = await this.#exchange(await answered, { ...request, ...parameters }, redirectUri);
    if (this.#session !== undefined && session.claims.sub !== this.#session.claims.sub) {
      location.reload(); // nothing of what one user sees is for another
      return new Promise(() => {});
    }
    this.#session = session;
  }

  async #authorizationUrl({ state, nonce, verifier }, redirectUri, { scope = SCOPE, ...parameters }) {
    const url = new URL(`${this.#issuer}/protocol/openid-connect/auth`);
    url.search = new URLSearchParams({
      client_id: this.#clientId,
      response_type: "code",
      response_mode: "fragment", // which is in no log
      redirect_uri: redirectUri,
      scope,
      state,
      nonce,
      code_challenge: base64Url(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))),
      code_challenge_method: "S256",
      ...parameters,
    });
    return url.href;
  }

  /** The tokens for the code of an answer (OpenID Connect Core 1.0 §3.1.3); they come from Keycloak itself, so their signature is not checked. */
  async #exchange(answer, { nonce, verifier, scope }, redirectUri) {
    if (answer.has("error")) {
      const ended = ["login_required", "interaction_required"].includes(answer.get("error"));
      throw new (ended ? LoginEnded : LoginRefused)(answer.get("error_description") ?? answer.get("error"));
    }
    if (answer.has("iss") && answer.get("iss") !== this.#issuer) {
      throw new LoginRefused("iss"); // RFC 9207 §2.4
    }
    const asked = Date.now();
    const response = await reach(`${this.#issuer}/protocol/openid-connect/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "authorization_code",
        client_id: this.#clientId,
        code: answer.get("code"),
        redirect_uri: redirectUri,
        code_verifier: verifier,
      }),
    });
    if (!response.ok) {
      const { error, error_description: why } = response.error;
      throw new LoginRefused(why ?? error ?? `HTTP ${response.status}`);
    }
    const tokens = response.content;
    const claims = claimsOf(tokens.id_token);
    if (claims.nonce !== nonce || claims.iss !== this.#issuer || ![claims.aud].flat().includes(this.#clientId)) {
      throw new LoginRefused("id_token");
    }
    return { accessToken: tokens.access_token, claims, expiresAt: asked + tokens.expires_in * 1000, scope };
  }
}

/** The answer to a login that is in a URL's hash (RFC 6749 §4.1.2); undefined where it is a place, whatever its filters are named. */
export function answerIn(hash) {
  const answer = new URLSearchParams(hash.slice(1));
  const isOne = !hash.startsWith("#/") && answer.has("state") && (answer.has("code") || answer.has("error"));
  return isOne ? answer : undefined;
}

async function newRequest() {
  return { state: random(), nonce: random(), verifier: random() };
}

function random() {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64Url(bytes) {
  const text = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function claimsOf(token) {
  const payload = atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/"));
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(payload, (character) => character.charCodeAt(0))));
}

/** The answer that has this state, from whichever window. LoginEnded where none comes in time. */
function answerTo(state, milliseconds) {
  const channel = new BroadcastChannel(CHANNEL);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new LoginEnded("timeout")), milliseconds);
    channel.onmessage = ({ data }) => {
      const answer = new URLSearchParams(data);
      if (answer.get("state") === state) {
        clearTimeout(late);
        resolve(answer);
      }
    };
  }).finally(() => channel.close());
}
