package dev.tokenfamily.live.revocation;

/**
 * A method of Keycloak, with whatever parameters.
 *
 * @param type below {@code org.keycloak}
 */
record KeycloakMethod(String type, String name) {

    /** By both, with a dot between. */
    static KeycloakMethod of(String text) {
        int dot = text.lastIndexOf('.');
        return new KeycloakMethod(text.substring(0, dot), text.substring(dot + 1));
    }

    @Override
    public String toString() {
        return type + "." + name;
    }
}
