package dev.tokenfamily.load;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.harness.server.StatementLog;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.idm.RealmRepresentation;

/** A Keycloak to be measured, with a database of its own. */
public final class MeasuredServer implements AutoCloseable {

    private final List<DistributionServer> nodes;
    private final @Nullable Postgres postgres;
    private final boolean ownsPostgres;

    private MeasuredServer(List<DistributionServer> nodes, @Nullable Postgres postgres, boolean ownsPostgres) {
        this.nodes = nodes;
        this.postgres = postgres;
        this.ownsPostgres = ownsPostgres;
    }

    /** On PostgreSQL, which writes to disk what it says it has written, with this many nodes. */
    static MeasuredServer onPostgres(ServerHome home, int nodes) throws IOException, InterruptedException {
        home.built("--db=postgres");
        Postgres postgres = new Postgres(home.path().resolve("database"), StatementLog.settings());
        MeasuredServer server = new MeasuredServer(nodes(postgres, home, nodes, List.of()), postgres, true);
        server.start();
        return server;
    }

    /** The same on a PostgreSQL that others may use after it, with these options, and not started yet. */
    public static MeasuredServer sharing(Postgres postgres, ServerHome home, int nodes, List<String> options)
            throws IOException, InterruptedException {
        home.built("--db=postgres");
        return new MeasuredServer(nodes(postgres, home, nodes, options), postgres, false);
    }

    private static List<DistributionServer> nodes(Postgres postgres, ServerHome home, int nodes, List<String> more) {
        List<String> options = new ArrayList<>(postgres.keycloakOptions());
        options.addAll(more);
        options.add(nodes > 1 ? "--cache=ispn" : "--cache=local");
        List<DistributionServer> installed = new ArrayList<>();
        for (int node = 1; node <= nodes; node++) {
            ServerHome own = node == 1 ? home : home.twin(home.path().getFileName() + "-" + node);
            installed.add(new DistributionServer(own, options).longLived());
        }
        return installed;
    }

    /** Starts its nodes. */
    public void start() {
        nodes.forEach(DistributionServer::start);
    }

    /** Stops them; they can be started again. */
    public void stop() {
        nodes.forEach(DistributionServer::stop);
    }

    /** On the H2 that Keycloak brings along. */
    static MeasuredServer onH2(ServerHome home) throws IOException, InterruptedException {
        home.built("--db=dev-file");
        return new MeasuredServer(
                List.of(new DistributionServer(home).longLived().start()), null, false);
    }

    /** A realm with the client {@code app}, governed by that policy; not governed where there is none. */
    public TestRealm realm(String name, @Nullable Map<String, ?> policy, Consumer<RealmRepresentation> settings) {
        TestRealm realm = TestRealm.create(nodes.get(0), name, settings.andThen(TestRealm::forLoad));
        if (policy != null) {
            realm.govern("measured", policy);
        }
        realm.publicClient("app", policy == null ? "" : "measured");
        return realm;
    }

    /** A realm that does not rotate, with a client policy of Keycloak's own that does nothing on a refresh. */
    TestRealm policed(String name) {
        TestRealm realm = realm(name, null, settings -> {});
        Map<String, ?> idle = Map.of("executor", "pkce-enforcer", "configuration", Map.of("auto-configure", false));
        AdminApi.expectSuccess(realm.putProfiles(List.of(TestRealm.profile("idle", List.of(idle)))));
        realm.savePolicies(List.of(TestRealm.policy(
                "idle",
                Map.of("condition", "client-access-type", "configuration", Map.of("type", List.of("public"))),
                "idle")));
        return realm;
    }

    /** The same realm at each node. */
    public List<URI> everywhere(TestRealm realm) {
        return nodes.stream().map(node -> realm.through(node).url()).toList();
    }

    /** The processor time that its nodes have had since they were started, in milliseconds. */
    public double processorMillis() {
        return nodes.stream()
                .flatMap(node -> node.processes().stream())
                .mapToDouble(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6)
                .sum();
    }

    /** What its nodes cannot do without, in bytes of their heaps. */
    public long liveBytes() {
        return nodes.stream().mapToLong(DistributionServer::liveBytes).sum();
    }

    /** The one node there is. */
    public DistributionServer node() {
        if (nodes.size() != 1) {
            throw new IllegalStateException("There are " + nodes.size());
        }
        return nodes.get(0);
    }

    /** Its PostgreSQL. */
    public Postgres postgres() {
        if (postgres == null) {
            throw new IllegalStateException("This one is on H2");
        }
        return postgres;
    }

    @Override
    public void close() {
        stop();
        if (postgres != null && ownsPostgres) {
            postgres.close();
        }
    }
}
