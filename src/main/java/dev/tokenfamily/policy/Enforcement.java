package dev.tokenfamily.policy;

/** Whether a reuse has consequences. */
public enum Enforcement implements Choice {
    /** A reuse revokes and is refused. */
    ENFORCE("enforce"),
    /** A reuse is reported and answered. */
    OBSERVE("observe");

    private final String text;

    Enforcement(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
