package dev.tokenfamily.live.library;

import java.util.List;

/** The libraries of the suite, in the order of the table. */
final class Libraries {

    static final List<Library> ALL = List.of(new NodeLibrary(
            "openid-client", "server of a web application, Node.js", "rfc9700-public", "library-openid-client.mjs"));

    private Libraries() {}
}
