package dev.tokenfamily.live.library;

/** What governs the refresh tokens. */
enum Rule {
    PRESET("the preset", "preset"),
    NO_GRACE("grace 0", "no-grace"),
    SWITCH("Keycloak's switch", "switch");

    private final String heading;
    private final String realm;

    Rule(String heading, String realm) {
        this.heading = heading;
        this.realm = realm;
    }

    /** In names of realms. */
    String realm() {
        return realm;
    }

    String heading() {
        return heading;
    }
}
