package dev.tokenfamily.load.lived;

import dev.tokenfamily.harness.Directories;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.ManyFamilies;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.load.BenchmarkSettings;
import dev.tokenfamily.load.MeasuredServer;
import dev.tokenfamily.load.RefreshCost;
import dev.tokenfamily.load.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One PostgreSQL with very many sessions, the servers that use it one after the other, and who sends requests to them. */
final class Scene implements AutoCloseable {

    /** How many clients there are in a closed loop. */
    static final int CLIENTS = 8;

    /** At which a machine is not busy, so that Java has processors left to compile with. */
    private static final int FEW = 2;

    private final BenchmarkSettings settings;
    private final Postgres postgres;
    private final Generator generator = new Generator();

    /** With a directory of that name for the data. */
    Scene(BenchmarkSettings settings, String name) throws IOException {
        this.settings = settings;
        Path data = Path.of(System.getProperty("live.directory"))
                .resolve(name + "-database")
                .toAbsolutePath();
        Directories.delete(data);
        this.postgres = new Postgres(
                data,
                Map.of(
                        "shared_preload_libraries", "pg_stat_statements",
                        "pg_stat_statements.track_utility", "off"));
        postgres.execute("create extension pg_stat_statements");
    }

    /** A server that is not started yet, each node of which knows the tokens of all others. */
    MeasuredServer server(ServerHome home, String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--hostname=http://sso.example.org");
        return MeasuredServer.sharing(postgres, home, settings.nodes(), all);
    }

    /** A realm of that kind with its sessions, made by that server. */
    ManySessions sessions(Kind kind, MeasuredServer server) {
        TestRealm realm = server.realm(kind.realm(), kind.policy(), kind::configure);
        return ManySessions.in(realm, postgres, settings.sessions());
    }

    /** Rows of other families, which nobody refreshes. */
    void beside(int families) {
        new ManyFamilies(postgres).active(families, System.currentTimeMillis() / 1000 + 30L * 86_400);
    }

    /** As autovacuum does sooner or later. */
    void settled() {
        postgres.execute("vacuum analyze");
        postgres.execute("checkpoint");
    }

    /** Lets Java compile what it runs. */
    void warmedUp(Supplier<Requests.One> requests, int seconds) {
        generator.closed(requests, FEW, seconds);
    }

    /** Clients without a pause. */
    Sample closed(MeasuredServer server, Supplier<Requests.One> requests) {
        return metered(server, () -> generator.closed(requests, CLIENTS, settings.seconds()));
    }

    /** One client without a pause. */
    Sample alone(MeasuredServer server, Supplier<Requests.One> requests) {
        return metered(server, () -> generator.closed(requests, 1, settings.seconds()));
    }

    /** So many requests per second, for that many times the usual seconds. */
    Sample open(MeasuredServer server, Supplier<Requests.One> requests, double perSecond, int times) {
        return metered(server, () -> generator.open(requests, perSecond, times * settings.seconds()));
    }

    private Sample metered(MeasuredServer server, Supplier<Sample> measured) {
        RefreshCost before = RefreshCost.total(postgres);
        double millisBefore = server.processorMillis();
        Sample sample = measured.get();
        double millis = server.processorMillis() - millisBefore;
        return sample.at(RefreshCost.total(postgres).beyond(before), millis);
    }

    @Override
    public void close() {
        postgres.close();
    }
}
