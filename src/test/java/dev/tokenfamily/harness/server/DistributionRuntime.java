package dev.tokenfamily.harness.server;

import dev.tokenfamily.harness.AdminApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Keycloak from its distribution, on H2, or on the database that {@code -Dlive.database=} names. */
record DistributionRuntime(KeycloakServer server, AuthenticationDevice device, Optional<OwnDatabase.Database> database)
        implements KeycloakRuntime {

    @SuppressWarnings("SystemOut") // people read it
    static DistributionRuntime start() throws IOException, InterruptedException {
        Behaviour behaviour = Behaviour.wanted();
        NamedDatabase named = NamedDatabase.ofRun();
        ServerHome home = behaviour
                .in(ServerHome.fresh("shared").withOurJar().withTestServerJar())
                .built("--db=" + named.kind(), CERTIFICATES_FROM_PROXY);
        System.out.println("Live tests on Keycloak " + home.version() + behaviour + ", on " + named.name());
        Optional<OwnDatabase.Database> database = named.started(home.path().resolve("database"));
        AuthenticationDevice device = AuthenticationDevice.at("127.0.0.1");
        List<String> options = new ArrayList<>(behaviour.options());
        options.addAll(List.of(PURGE_EVERY_SECOND, SELF_SERVICE, device.option(), MailCertificate.trustOption()));
        database.ifPresent(started -> options.addAll(started.keycloakOptions()));
        DistributionServer server = new DistributionServer(home, options).start();
        new AdminApi(server.url()).makeLoginsCheap();
        return new DistributionRuntime(server, device, database);
    }

    @Override
    public void close() {
        server.close();
        device.close();
        database.ifPresent(OwnDatabase.Database::close);
    }
}
