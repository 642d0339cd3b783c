/** A command by simple-oauth2, of which several processes share a file. */
import { createHash, randomBytes } from "node:crypto";
import { AuthorizationCode } from "simple-oauth2";
import { serve, settings } from "./commands.mjs";
import { read, write } from "./store.mjs";

const { origin, pathname } = new URL(settings.realm);
const client = new AuthorizationCode({
  client: { id: settings.clientId, secret: "" },
  auth: {
    tokenHost: origin,
    tokenPath: `${pathname}/protocol/openid-connect/token`,
    authorizePath: `${pathname}/protocol/openid-connect/auth`,
  },
  options: { authorizationMethod: "body" },
});
const verifier = randomBytes(32).toString("base64url");

await serve({
  authorizationUrl: () => ({
    url: client.authorizeURL({
      redirect_uri: settings.redirectUri,
      scope: "openid",
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
    }),
  }),

  async callback({ url }) {
    const code = new URL(url).searchParams.get("code");
    await write(await client.getToken({ code, redirect_uri: settings.redirectUri, code_verifier: verifier }));
  },

  async call({ atOnce }) {
    return Promise.all(Array.from({ length: atOnce }, refreshed));
  },
});

/** The library refreshes when told to: each call finds the access token expired. */
async function refreshed() {
  try {
    await write(await client.createToken(await read()).refresh());
    return {};
  } catch (error) {
    const answer = error.data?.payload;
    return { shown: `${error.name}: ${error.message} ${answer?.error_description ?? ""}` };
  }
}
