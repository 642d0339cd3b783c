/** A web application's server side by openid-client, of which several processes share a session in a file. */
import * as client from "openid-client";
import { serve, settings } from "./commands.mjs";
import { read, write } from "./store.mjs";

const keycloak = await client.discovery(new URL(settings.realm), settings.clientId, undefined, client.None(), {
  execute: [client.allowInsecureRequests], // the tests speak plain HTTP
});
let login; // what the application remembers of a login under way

await serve({
  async authorizationUrl() {
    login = { pkceCodeVerifier: client.randomPKCECodeVerifier(), expectedState: client.randomState() };
    const url = client.buildAuthorizationUrl(keycloak, {
      redirect_uri: settings.redirectUri,
      scope: "openid",
      state: login.expectedState,
      code_challenge: await client.calculatePKCECodeChallenge(login.pkceCodeVerifier),
      code_challenge_method: "S256",
    });
    return { url };
  },

  async callback({ url }) {
    await write(await client.authorizationCodeGrant(keycloak, new URL(url), login));
  },

  async call({ atOnce }) {
    return Promise.all(Array.from({ length: atOnce }, refreshed));
  },
});

/** The library refreshes when told to: each call finds the access token expired. */
async function refreshed() {
  try {
    const { refresh_token } = await read();
    await write(await client.refreshTokenGrant(keycloak, refresh_token));
    return {};
  } catch (error) {
    return { shown: `${error.name}: ${error.error ?? error.message} ${error.error_description ?? ""}` };
  }
}
