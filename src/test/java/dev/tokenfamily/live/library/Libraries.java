package dev.tokenfamily.live.library;

import java.util.List;

/** The libraries of the suite, in the order of the table. */
final class Libraries {

    private static final String PYTHON_COMMAND = "command, Python";

    static final List<Library> ALL = List.of(
            new NodeLibrary(
                    "openid-client",
                    "server of a web application, Node.js",
                    "rfc9700-public",
                    "library-openid-client.mjs"),
            new SpringLibrary("rfc9700-public"),
            new ApacheLibrary("rfc9700-public"),
            new PythonLibrary("Authlib", "python3-authlib", PYTHON_COMMAND, "cli-agents", "library-authlib.py"),
            new PythonLibrary(
                    "requests-oauthlib",
                    "python3-requests-oauthlib",
                    PYTHON_COMMAND,
                    "cli-agents",
                    "library-requests-oauthlib.py"));

    private Libraries() {}
}
