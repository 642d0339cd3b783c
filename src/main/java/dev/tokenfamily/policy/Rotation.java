package dev.tokenfamily.policy;

/** Whether a refresh replaces the refresh token. */
public enum Rotation implements Choice {
    /** Every use gives a new generation, save for the interval and the exemption. */
    ON_USE("on-use"),
    /** Never; the family is still tracked and can be revoked. */
    OFF("off");

    private final String text;

    Rotation(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
