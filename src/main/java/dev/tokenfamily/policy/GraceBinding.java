package dev.tokenfamily.policy;

/** What a retry must share with the rotation it repeats. */
public enum GraceBinding implements Choice {
    /** Nothing. */
    NONE("none"),
    /** The client's address. */
    IP_ADDRESS("ip-address");

    private final String text;

    GraceBinding(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
