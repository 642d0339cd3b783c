package dev.tokenfamily.simulation;

/** Where a client keeps its tokens: a browser's storage, a cookie, a file, a table. Several processes can share one. */
final class TokenFile {

    private Token token;
    private long accessUntil;

    TokenFile(Token first) {
        token = first;
        accessUntil = first.issuedAt() + Endpoint.ACCESS_TOKEN;
    }

    Token token() {
        return token;
    }

    /** When the access token that is stored expires, milliseconds. */
    long accessUntil() {
        return accessUntil;
    }

    boolean accessible(long now) {
        return now < accessUntil;
    }

    /** Stores what came with an answer, in place of whatever is there. */
    void store(Token next, long now) {
        token = next;
        accessUntil = now + Endpoint.ACCESS_TOKEN;
    }

    /** Puts an older refresh token back, whose access token has expired. */
    void restore(Token older) {
        token = older;
        accessUntil = 0;
    }
}
