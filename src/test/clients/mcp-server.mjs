/** An MCP server by its SDK, with one tool. It asks Keycloak about each access token, and answers 401 where that is not good any more. */
import { createServer } from "node:http";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { serve, settings } from "./commands.mjs";

const METADATA = "/.well-known/oauth-protected-resource/mcp"; // RFC 9728

const front = createServer(async (request, response) => {
  if (request.url === METADATA) {
    const metadata = { resource: `${url()}/mcp`, authorization_servers: [settings.realm], scopes_supported: ["openid"] };
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(metadata));
  } else if (request.url !== "/mcp") {
    response.writeHead(404).end();
  } else if (!(await isGood(request.headers.authorization))) {
    response.writeHead(401, { "WWW-Authenticate": `Bearer resource_metadata="${url()}${METADATA}"` }).end();
  } else if (request.method !== "POST") {
    response.writeHead(405).end(); // it never speaks unasked
  } else {
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
    const server = new McpServer({ name: "scene", version: "1" });
    server.registerTool("greet", { description: "Says hello" }, () => ({ content: [{ type: "text", text: "hello" }] }));
    response.on("close", () => server.close());
    await server.connect(transport);
    await transport.handleRequest(request, response);
  }
});
await new Promise((listening) => front.listen(0, "127.0.0.1", listening));

await serve({ url: () => ({ url: `${url()}/mcp` }) }, () => front.close());

function url() {
  return `http://127.0.0.1:${front.address().port}`;
}

/** Whether Keycloak takes it, by Keycloak's clock. */
async function isGood(authorization) {
  if (!authorization) {
    return false;
  }
  const answer = await fetch(`${settings.realm}/protocol/openid-connect/userinfo`, { headers: { authorization } });
  await answer.arrayBuffer();
  return answer.ok;
}
