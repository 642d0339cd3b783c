/** A command that calls an MCP server by the SDK; all its processes share one file with the user's credentials. */
import { auth } from "@modelcontextprotocol/sdk/client/auth.js";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { serve, settings } from "./commands.mjs";
import { read, write } from "./store.mjs";

let redirect; // where the user's browser has to go, and what is remembered of that login
let verifier;
let connection;

/** What the SDK asks an application to keep for it: here in the file. */
const credentials = {
  redirectUrl: settings.redirectUri,
  clientMetadata: { redirect_uris: [settings.redirectUri], token_endpoint_auth_method: "none" },
  clientInformation: async () => (await read()).client ?? { client_id: settings.clientId },
  saveClientInformation: async (client) => write({ ...(await read()), client }),
  tokens: async () => (await read()).tokens,
  saveTokens: async (tokens) => write({ ...(await read()), tokens }),
  redirectToAuthorization: (url) => (redirect = url),
  saveCodeVerifier: (codeVerifier) => (verifier = codeVerifier),
  codeVerifier: () => verifier,
  invalidateCredentials: async (scope) => {
    if (scope === "all" || scope === "tokens") {
      await write({ ...(await read()), tokens: undefined });
    }
  },
};

await serve({
  async authorizationUrl() {
    await auth(credentials, { serverUrl: settings.server });
    return { url: redirect };
  },

  async callback({ url }) {
    await auth(credentials, { serverUrl: settings.server, authorizationCode: new URL(url).searchParams.get("code") });
  },

  async call({ atOnce }) {
    try {
      await (connection ??= connect());
    } catch (error) {
      connection = undefined;
      return [failure(error)];
    }
    return Promise.all(Array.from({ length: atOnce }, greeted));
  },

  tokens: async () => (await read()).tokens ?? {},
});

async function connect() {
  const client = new Client({ name: "scene", version: "1" });
  await client.connect(new StreamableHTTPClientTransport(new URL(settings.server), { authProvider: credentials }));
  return client;
}

async function greeted() {
  try {
    const answer = await (await connection).callTool({ name: "greet" });
    return answer.content[0].text === "hello" ? {} : { shown: JSON.stringify(answer) };
  } catch (error) {
    return failure(error);
  }
}

function failure(error) {
  return { shown: `${error.constructor.name}: ${error.message}` };
}
