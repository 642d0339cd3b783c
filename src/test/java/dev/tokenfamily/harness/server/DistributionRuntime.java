package dev.tokenfamily.harness.server;

import dev.tokenfamily.harness.AdminApi;
import java.io.IOException;

/** A Keycloak from its distribution, on H2. */
record DistributionRuntime(KeycloakServer server, AuthenticationDevice device) implements KeycloakRuntime {

    static DistributionRuntime start() throws IOException, InterruptedException {
        ServerHome home = ServerHome.installed("shared", "--db=dev-file", CERTIFICATES_FROM_PROXY);
        AuthenticationDevice device = AuthenticationDevice.at("127.0.0.1");
        DistributionServer server = new DistributionServer(
                        home, PURGE_EVERY_SECOND, device.option(), MailCertificate.trustOption())
                .start();
        new AdminApi(server.url()).makeLoginsCheap();
        return new DistributionRuntime(server, device);
    }

    @Override
    public void close() {
        server.close();
        device.close();
    }
}
