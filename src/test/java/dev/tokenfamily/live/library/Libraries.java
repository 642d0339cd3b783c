package dev.tokenfamily.live.library;

import java.util.List;
import java.util.Map;

/** The libraries of the suite, in the order of the table. */
final class Libraries {

    private static final String PYTHON = "command line, Python, processes share a file";

    static final List<Library> ALL = List.of(
            new NodeLibrary(
                    "openid-client",
                    "server of a web application, Node.js",
                    "rfc9700-public",
                    "library-openid-client.mjs"),
            new NodeLibrary(
                    "@auth/core",
                    "Auth.js: server of a web application, session in a cookie",
                    "rfc9700-public",
                    "library-auth-js.mjs"),
            new SpringLibrary("rfc9700-public"),
            new ApacheLibrary("rfc9700-public"),
            new NodeLibrary(
                            "@modelcontextprotocol/sdk",
                            "MCP client, processes share a file",
                            "mcp",
                            "library-mcp-sdk.mjs")
                    .calling("mcp-server.mjs"),
            new NodeLibrary(
                    "simple-oauth2", "command line, processes share a file", "cli-agents", "library-simple-oauth2.mjs"),
            new PythonLibrary("Authlib", "python3-authlib", PYTHON, "cli-agents", "library-authlib.py"),
            new PythonLibrary(
                    "requests-oauthlib",
                    "python3-requests-oauthlib",
                    PYTHON,
                    "cli-agents",
                    "library-requests-oauthlib.py"),
            new NodeLibrary("oauth4webapi", "app of a phone", "native-mobile", "library-oauth4webapi.mjs")
                    .without(Scenario.PROCESSES, "an app is one process"),
            new BrowserLibrary("oidc-client-ts", "single-page application, tabs share localStorage", Map.of()),
            new BrowserLibrary(
                    "keycloak-js",
                    "single-page application, each tab has tokens of its own",
                    Map.of(Scenario.KILLED, "tokens are in memory")));

    private Libraries() {}
}
