package dev.tokenfamily.live.input;

/** What of Keycloak and of ours a stranger, or an admin, speaks with. */
enum Endpoint {
    /** RFC 6749. */
    TOKEN("/realms/%s/protocol/openid-connect/token", Shape.JSON),
    /** RFC 7009. Keycloak answers 200 with an error in it to tokens that are no good. */
    REVOKE("/realms/%s/protocol/openid-connect/revoke", Shape.JSON),
    /** RFC 7662. */
    INTROSPECT("/realms/%s/protocol/openid-connect/token/introspect", Shape.JSON),
    /** Where the links in mails lead, and what their page posts to. */
    LINK("/realms/%s/token-family/answer", Shape.PAGE),
    /** The page that says what was done; any word behind it gives one. */
    ANSWERED("/realms/%s/token-family/answered", Shape.PAGE),
    /** Our admin REST API. */
    ADMIN("/admin/realms/%s/token-families", Shape.JSON);

    private final String path;
    private final Shape shape;

    Endpoint(String path, Shape shape) {
        this.path = path;
        this.shape = shape;
    }

    /** In which an endpoint says that it refuses. */
    enum Shape {
        /** An object with the member {@code error} or, at our own, {@code errorMessage}. */
        JSON,
        /** An HTML page for people. */
        PAGE
    }

    String path(String realm) {
        return path.formatted(realm);
    }

    Shape shape() {
        return shape;
    }
}
