package dev.tokenfamily.harness.server;

import java.io.IOException;

/** A Keycloak from its distribution, on H2. */
record DistributionRuntime(KeycloakServer server, AuthenticationDevice device) implements KeycloakRuntime {

    static DistributionRuntime start() throws IOException, InterruptedException {
        ServerHome home = ServerHome.fresh("shared")
                .withOurJar()
                .withTestServerJar()
                .built("--db=dev-file", CERTIFICATES_FROM_PROXY);
        AuthenticationDevice device = AuthenticationDevice.at("127.0.0.1");
        return new DistributionRuntime(
                new DistributionServer(home, PURGE_EVERY_SECOND, device.option(), MailCertificate.trustOption())
                        .start(),
                device);
    }

    @Override
    public void close() {
        server.close();
        device.close();
    }
}
