package dev.tokenfamily.live.cluster;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.realm.SteadyClients;
import dev.tokenfamily.harness.server.Cluster;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.promises.History.Standstill;
import dev.tokenfamily.promises.Recorder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Everything that kills a cluster, each once, in an order and at times that a seed decides. */
final class Faults {

    private static final Duration DATABASE_STOP = Duration.ofSeconds(20);
    private static final Duration FREEZE = Duration.ofSeconds(10);
    private static final Duration RECOVERY = Duration.ofMinutes(2);

    private final Cluster cluster;
    private final Recorder recorder;
    private final Random dice;

    Faults(Cluster cluster, Recorder recorder, long seed) {
        this.cluster = cluster;
        this.recorder = recorder;
        this.dice = new Random(seed);
    }

    /** Lets all of them happen, and says how long the cluster took to be whole again after each. */
    List<String> strike() {
        DistributionServer killed = anyNode();
        DistributionServer frozen = anyNode();
        List<Fault> faults = new ArrayList<>(List.of(
                new Fault("kill -9 of a node, restart", () -> killAndRestart(killed)),
                new Fault("kill -9 of the database, restart", this::killAndRestartDatabase),
                new Fault("stop of the database for 20 s", this::stopDatabaseForAWhile),
                new Fault("SIGSTOP of a node for 10 s", () -> freezeForAWhile(frozen))));
        Collections.shuffle(faults, dice);
        return faults.stream().map(this::strike).toList();
    }

    private record Fault(String name, Runnable deed) {}

    private String strike(Fault fault) {
        SteadyClients.pause(3_000 + dice.nextInt(7_000));
        long start = System.nanoTime();
        fault.deed().run();
        Duration recovery = recovery();
        recorder.stoodStill(new Standstill(start, System.nanoTime()));
        return fault.name() + ": whole again after " + recovery.toMillis() + " ms";
    }

    private static void killAndRestart(DistributionServer node) {
        node.kill();
        node.start();
    }

    private void killAndRestartDatabase() {
        cluster.database().kill();
        cluster.database().start();
    }

    private void stopDatabaseForAWhile() {
        cluster.database().stop();
        SteadyClients.pause(DATABASE_STOP.toMillis());
        cluster.database().start();
    }

    private static void freezeForAWhile(DistributionServer node) {
        node.freeze();
        SteadyClients.pause(FREEZE.toMillis());
        node.resume();
    }

    private Duration recovery() {
        Instant start = Instant.now();
        if (!Await.within(RECOVERY, () -> cluster.nodes().stream().allMatch(DistributionServer::ready))) {
            throw new AssertionError("A node did not recover within " + RECOVERY);
        }
        return Duration.between(start, Instant.now());
    }

    private DistributionServer anyNode() {
        return cluster.node(dice.nextInt(cluster.nodes().size()));
    }
}
