/** A web application's server side: the code flow with PKCE and refreshes, by openid-client. */
import * as client from "openid-client";
import { serve, settings } from "./commands.mjs";

const keycloak = await client.discovery(new URL(settings.realm), settings.clientId, undefined, client.None(), {
  execute: [client.allowInsecureRequests], // the tests speak plain HTTP
});
let login; // what the application remembers of a login under way
let refreshToken; // what it keeps in its session

await serve({
  /** Where to send the user's browser. */
  async authorizationUrl({ redirectUri }) {
    login = { pkceCodeVerifier: client.randomPKCECodeVerifier(), expectedState: client.randomState() };
    const url = client.buildAuthorizationUrl(keycloak, {
      redirect_uri: redirectUri,
      scope: "openid",
      state: login.expectedState,
      code_challenge: await client.calculatePKCECodeChallenge(login.pkceCodeVerifier),
      code_challenge_method: "S256",
    });
    return { url };
  },

  /** The user's browser came back with a code. */
  async callback({ url }) {
    return accept(await client.authorizationCodeGrant(keycloak, new URL(url), login));
  },

  refresh,

  /** Several requests of the same session need a fresh access token at the same moment. */
  async refreshAtOnce({ times }) {
    const presented = refreshToken;
    return Promise.all(Array.from({ length: times }, () => refresh({ presented })));
  },
});

async function refresh({ presented = refreshToken }) {
  try {
    return accept(await client.refreshTokenGrant(keycloak, presented));
  } catch (error) {
    if (error instanceof client.ResponseBodyError) {
      refreshToken = undefined; // refused: the user has to log in again
      return { error: error.error, description: error.error_description };
    }
    return { error: "no answer" }; // the token is kept, and presented again the next time
  }
}

function accept(tokens) {
  refreshToken = tokens.refresh_token;
  return { accessToken: tokens.access_token, refreshToken };
}
