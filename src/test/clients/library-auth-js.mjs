/**
 * A web application by Auth.js, whose session is in a cookie: a process is one of its servers together with a tab of the user's browser,
 * and the cookies of that browser are in a file.
 */
import { Auth, skipCSRFCheck } from "@auth/core";
import Keycloak from "@auth/core/providers/keycloak";
import { serve, settings } from "./commands.mjs";
import { read, write } from "./store.mjs";

const SITE = new URL("/", settings.redirectUri);
const AN_HOUR = 3600 * 1000; // later the user comes back to a page, and the access token has expired

const config = {
  basePath: "/auth",
  trustHost: true,
  secret: "a secret of all servers of this application",
  skipCSRFCheck,
  logger: { error: () => {}, warn: () => {} }, // what it logs is in the session too
  providers: [
    Keycloak({
      issuer: settings.realm,
      clientId: settings.clientId,
      client: { token_endpoint_auth_method: "none" },
      checks: ["pkce", "state"],
    }),
  ],
  callbacks: { jwt: refreshed, session: ({ session, token }) => ({ ...session, error: token.error }) },
};

await serve({
  async authorizationUrl() {
    const { headers } = await visit("/auth/signin/keycloak", { method: "POST" });
    return { url: headers.get("Location") };
  },

  async callback({ url }) {
    await visit(url);
  },

  async call({ atOnce }) {
    return Promise.all(Array.from({ length: atOnce }, page));
  },
});

/** A page asks who is logged in, and so does the library's own script in each tab. */
async function page() {
  const session = await (await visit("/auth/session")).json();
  return session?.user && !session.error ? {} : { shown: session?.error ?? "no session" };
}

/** By the library's guide on refresh token rotation; but the error is removed after a success, which the guide forgets. */
async function refreshed({ token, account }) {
  if (account) {
    return { ...token, refresh_token: account.refresh_token, expires_at: account.expires_at };
  }
  if (Date.now() + AN_HOUR < token.expires_at * 1000) {
    return token;
  }
  try {
    const response = await fetch(`${settings.realm}/protocol/openid-connect/token`, {
      method: "POST",
      body: new URLSearchParams({
        client_id: settings.clientId,
        grant_type: "refresh_token",
        refresh_token: token.refresh_token,
      }),
    });
    const answer = await response.json();
    if (!response.ok) {
      throw answer;
    }
    token.expires_at = Math.floor(Date.now() / 1000 + answer.expires_in);
    token.refresh_token = answer.refresh_token ?? token.refresh_token;
    delete token.error;
  } catch (error) {
    token.error = `RefreshTokenError (${error.error_description ?? error.message})`;
  }
  return token;
}

/** By the user's browser, which sends the cookies that it has, and keeps those that it gets. */
async function visit(path, init = {}) {
  const { cookies = {} } = await read();
  const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`).join("; ");
  const response = await Auth(new Request(new URL(path, SITE), { ...init, headers: { cookie } }), config);
  const set = response.headers.getSetCookie();
  if (set.length > 0) {
    const jar = { ...(await read()).cookies };
    for (const [name, value, ...attributes] of set.map((one) => one.split(/=|; /))) {
      if (value === "" || attributes.join().includes("Max-Age,0")) {
        delete jar[name];
      } else {
        jar[name] = value;
      }
    }
    await write({ cookies: jar });
  }
  return response;
}
