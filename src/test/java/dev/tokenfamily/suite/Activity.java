package dev.tokenfamily.suite;

/** What a live test does besides asking and looking, and takes time for. */
public enum Activity {
    /** {@code kc.sh build}, and the builds of images. */
    BUILD,
    /** A Keycloak or a database is started, or started again. */
    START,
    /** A realm is created through the admin API. */
    REALM,
    /** Waiting for what a server does on its own. */
    WAIT
}
