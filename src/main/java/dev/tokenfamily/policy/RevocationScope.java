package dev.tokenfamily.policy;

/** What a reuse takes down. */
public enum RevocationScope implements Choice {
    /** The family of the token that came back, and its access tokens, if they can all be named. */
    FAMILY("family"),
    /** The client in that user session: all its families there, online and offline. */
    CLIENT_SESSION("client-session"),
    /** That user session with all its clients, online and offline. */
    USER_SESSION("user-session"),
    /** All sessions of the user, online and offline. */
    USER("user");

    private final String text;

    RevocationScope(String text) {
        this.text = text;
    }

    /** This scope, but the client session at least, which ends all its access tokens without their names. */
    public RevocationScope withClientSession() {
        return this == FAMILY ? CLIENT_SESSION : this;
    }

    @Override
    public String text() {
        return text;
    }
}
