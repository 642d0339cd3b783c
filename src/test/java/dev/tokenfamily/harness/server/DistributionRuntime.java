package dev.tokenfamily.harness.server;

import dev.tokenfamily.harness.AdminApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A Keycloak from its distribution, on H2. */
record DistributionRuntime(KeycloakServer server, AuthenticationDevice device) implements KeycloakRuntime {

    @SuppressWarnings("SystemOut") // people read it
    static DistributionRuntime start() throws IOException, InterruptedException {
        Behaviour behaviour = Behaviour.wanted();
        ServerHome home = behaviour
                .in(ServerHome.fresh("shared").withOurJar().withTestServerJar())
                .built("--db=dev-file", CERTIFICATES_FROM_PROXY);
        System.out.println("Live tests on Keycloak " + home.version() + behaviour);
        AuthenticationDevice device = AuthenticationDevice.at("127.0.0.1");
        List<String> options = new ArrayList<>(behaviour.options());
        options.addAll(List.of(PURGE_EVERY_SECOND, device.option(), MailCertificate.trustOption()));
        DistributionServer server = new DistributionServer(home, options).start();
        new AdminApi(server.url()).makeLoginsCheap();
        return new DistributionRuntime(server, device);
    }

    @Override
    public void close() {
        server.close();
        device.close();
    }
}
