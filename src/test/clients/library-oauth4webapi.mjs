/** An app of a phone by oauth4webapi, which keeps its tokens in a file. */
import * as oauth from "oauth4webapi";
import { serve, settings } from "./commands.mjs";
import { read, write } from "./store.mjs";

const insecure = { [oauth.allowInsecureRequests]: true }; // the tests speak plain HTTP
const issuer = new URL(settings.realm);
const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure));
const client = { client_id: settings.clientId };
const verifier = oauth.generateRandomCodeVerifier();

await serve({
  async authorizationUrl() {
    const url = new URL(server.authorization_endpoint);
    url.search = new URLSearchParams({
      client_id: settings.clientId,
      redirect_uri: settings.redirectUri,
      response_type: "code",
      scope: "openid",
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
    });
    return { url };
  },

  async callback({ url }) {
    const answer = oauth.validateAuthResponse(server, client, new URL(url));
    const { redirectUri } = settings;
    const none = oauth.None();
    const response = await oauth.authorizationCodeGrantRequest(server, client, none, answer, redirectUri, verifier, insecure);
    await write(await oauth.processAuthorizationCodeResponse(server, client, response));
  },

  async call({ atOnce }) {
    return Promise.all(Array.from({ length: atOnce }, refreshed));
  },
});

/** The library refreshes when told to: each call finds the access token expired. */
async function refreshed() {
  try {
    const { refresh_token } = await read();
    const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refresh_token, insecure);
    await write(await oauth.processRefreshTokenResponse(server, client, response));
    return {};
  } catch (error) {
    return { shown: `${error.name}: ${error.error ?? error.message} ${error.error_description ?? ""}` };
  }
}
