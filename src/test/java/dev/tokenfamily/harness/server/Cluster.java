package dev.tokenfamily.harness.server;

import dev.tokenfamily.harness.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two Keycloaks on one PostgreSQL, clustered by Keycloak's own means (Infinispan, found through the database). */
public final class Cluster implements AutoCloseable {

    private final Postgres database;
    private final List<DistributionServer> nodes = new ArrayList<>();

    /** Started, on loopback only, with these options of {@code kc.sh start} besides. */
    public Cluster(String name, Path data, String... options) throws IOException, InterruptedException {
        this(name, data, Map.of(), Map.of(), options);
    }

    /** The same, each node with environment variables of its own. */
    public Cluster(String name, Path data, Map<String, String> ofFirst, Map<String, String> ofSecond, String... options)
            throws IOException, InterruptedException {
        database = Postgres.prepared(data, Map.of());
        start(ServerHome.installed(name + "-1", "--db=postgres"), ofFirst, options);
        start(ServerHome.installed(name + "-2", "--db=postgres"), ofSecond, options);
    }

    private void start(ServerHome home, Map<String, String> environment, String... more) {
        List<String> options = new ArrayList<>(database.keycloakOptions("node-" + nodes.size()));
        options.addAll(List.of(more));
        options.add("--cache=ispn");
        options.add("--cache-embedded-network-bind-address=127.0.0.1");
        options.add("--cache-embedded-network-bind-port=" + FreePort.find());
        options.add("--hostname=http://sso.example.org");
        nodes.add(new DistributionServer(home, options).in(environment).start());
    }

    public Postgres database() {
        return database;
    }

    public List<DistributionServer> nodes() {
        return nodes;
    }

    public DistributionServer node(int number) {
        return nodes.get(number);
    }

    /** How many nodes each of them sees. */
    public List<String> views() {
        return nodes.stream().map(node -> node.metric("vendor_cluster_size")).toList();
    }

    @Override
    public void close() {
        nodes.forEach(DistributionServer::close);
        database.close();
    }
}
