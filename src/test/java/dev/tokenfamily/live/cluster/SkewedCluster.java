package dev.tokenfamily.live.cluster;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.SystemClock;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Two nodes on one database whose clock is right: the clock of one node is ahead of it, the other's behind. */
final class SkewedCluster implements AutoCloseable {

    static final Duration AHEAD = Duration.ofSeconds(30);
    static final Duration BEHIND = AHEAD.negated();

    private final Cluster cluster;
    private final SystemClock clockAhead;
    private final TestRealm ahead;
    private final TestRealm behind;

    /** Started, with an empty realm. */
    SkewedCluster(String name, Path directory) throws IOException, InterruptedException {
        clockAhead = SystemClock.offBy(AHEAD, directory.resolve("ahead"));
        SystemClock clockBehind = SystemClock.offBy(BEHIND, directory.resolve("behind"));
        cluster = new Cluster(name, directory.resolve("database"), clockAhead.environment(), clockBehind.environment());
        ahead = TestRealm.create(cluster.node(0), name);
        behind = ahead.through(cluster.node(1));
    }

    /** The realm at the node that is ahead. */
    TestRealm ahead() {
        return ahead;
    }

    /** The realm at the node that is behind. */
    TestRealm behind() {
        return behind;
    }

    /** A client that goes from one node to the other, both ways. */
    List<Way> bothWays(String clientId, String profile) {
        App first = ahead.publicClient(clientId, profile);
        App second = new App(behind.url(), clientId, first.secret());
        return List.of(new Way(first, second), new Way(second, first));
    }

    /** From an application at one node to the same at the other. */
    record Way(App here, App there) {

        App atTurn(int turn) {
            return turn % 2 == 0 ? here : there;
        }

        List<App> both() {
            return List.of(here, there);
        }
    }

    /** Sets the clock of the node that is ahead to something else, and returns when the node sees it. */
    void setClockAhead(Duration difference) {
        clockAhead.set(difference);
        Await.until(() -> Math.abs(skew(ahead) - difference.toSeconds()) <= 2);
    }

    /** How far the clock of a node is ahead of the database's, in seconds. */
    long skew(TestRealm node) {
        long moved = node.inside().clockOffset();
        long before;
        long now;
        do { // until both are asked within a second
            before = databaseTime();
            now = node.inside().now();
        } while (databaseTime() > before + 1);
        return now - moved - before;
    }

    /** By the database's own clock, which no test moves. */
    long databaseTime() {
        return Long.parseLong(cluster.database()
                .query("select floor(extract(epoch from clock_timestamp()))::bigint")
                .get(0));
    }

    /** Lets time really pass. */
    void await(Duration time) {
        Instant end = Instant.ofEpochSecond(databaseTime()).plus(time);
        Await.until(() -> databaseTime() > end.getEpochSecond());
    }

    /** Moves all clocks forward alike, so that they differ as before. */
    void pass(int seconds) {
        Stream.of(ahead, behind).forEach(node -> node.pass(seconds));
    }

    /** The configuration of the profiles, by name. */
    SkewedCluster govern(Map<String, Map<String, Integer>> profiles) {
        profiles.forEach(ahead::govern);
        return this;
    }

    @Override
    public void close() {
        cluster.close();
    }
}
