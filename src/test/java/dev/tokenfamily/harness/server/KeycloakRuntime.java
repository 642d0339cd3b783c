package dev.tokenfamily.harness.server;

/** Where the live tests have their server, and the device that it asks about logins. */
public interface KeycloakRuntime extends AutoCloseable {

    /** Running, with the JAR and the tests' own providers, and a purge every second. */
    KeycloakServer server();

    AuthenticationDevice device();

    @Override
    void close();

    /** The option of {@code kc.sh start} for that purge. */
    String PURGE_EVERY_SECOND = "--spi-jpa-entity-provider--token-family--expiration-task-interval-seconds=1";

    /** The option of {@code kc.sh start} for users' own sign-ins; a realm has them where it is set up for them besides. */
    String SELF_SERVICE = "--spi-realm-restapi-extension--token-family--self-service=true";

    /**
     * The option of {@code kc.sh build} by which the proxy says in a header which certificate the client has (RFC 9440);
     * without the header, it has none.
     */
    String CERTIFICATES_FROM_PROXY = "--spi-x509cert-lookup--provider=rfc9440";
}
