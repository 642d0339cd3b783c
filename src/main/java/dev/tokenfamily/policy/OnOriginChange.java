package dev.tokenfamily.policy;

/** What follows when the head of a family is used in a new place. Each does what those before it do. */
public enum OnOriginChange implements Choice {
    /** Nothing. */
    NONE("none"),
    /** The event of the refresh says so. */
    EVENT("event"),
    /** The user gets a mail, and admins an incident. */
    NOTIFY("notify"),
    /** The refresh is refused, and the family ends. */
    REQUIRE_LOGIN("require-login");

    private final String text;

    OnOriginChange(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
