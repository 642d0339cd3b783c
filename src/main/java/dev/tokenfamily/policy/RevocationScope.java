package dev.tokenfamily.policy;

/** What a reuse takes down. */
public enum RevocationScope implements Choice {
    /** The family of the token that came back, and the newest access tokens issued with it. */
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

    @Override
    public String text() {
        return text;
    }
}
