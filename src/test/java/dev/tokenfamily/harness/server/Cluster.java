package dev.tokenfamily.harness.server;

import dev.tokenfamily.harness.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keycloaks on one database, as a rule two, clustered by Keycloak's own means (Infinispan, found through the database). */
public final class Cluster implements AutoCloseable {

    private final OwnDatabase.Database database;
    private final List<DistributionServer> nodes = new ArrayList<>();

    /** Started, on loopback only, with these options of {@code kc.sh start} besides. */
    public Cluster(String name, Path data, String... options) throws IOException, InterruptedException {
        this(name, data, Map.of(), Map.of(), options);
    }

    /** The same, each node with environment variables of its own. */
    public Cluster(String name, Path data, Map<String, String> ofFirst, Map<String, String> ofSecond, String... options)
            throws IOException, InterruptedException {
        this(name, Postgres.prepared(data, Map.of()), "postgres", ofFirst, ofSecond, options);
    }

    /** The same on a database of that kind, which it closes when it is closed itself. */
    public Cluster(
            String name,
            OwnDatabase.Database database,
            String kind,
            Map<String, String> ofFirst,
            Map<String, String> ofSecond,
            String... options)
            throws IOException, InterruptedException {
        this(database);
        join(ServerHome.installed(name + "-1", "--db=" + kind), ofFirst, options);
        join(ServerHome.installed(name + "-2", "--db=" + kind), ofSecond, options);
    }

    /** Without a node yet, on a database that it closes when it is closed itself. */
    public Cluster(OwnDatabase.Database database) {
        this.database = database;
    }

    /** One node more, started, with these options besides. */
    public DistributionServer join(ServerHome home, String... options) {
        return join(home, Map.of(), options);
    }

    private DistributionServer join(ServerHome home, Map<String, String> environment, String... more) {
        List<String> options = new ArrayList<>(database.keycloakOptions("node-" + nodes.size()));
        options.addAll(List.of(more));
        options.add("--cache=ispn");
        options.add("--cache-embedded-network-bind-address=127.0.0.1");
        options.add("--cache-embedded-network-bind-port=" + FreePort.find());
        options.add("--hostname=http://sso.example.org");
        DistributionServer node = new DistributionServer(home, options).in(environment);
        nodes.add(node);
        return node.start();
    }

    public OwnDatabase.Database database() {
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
