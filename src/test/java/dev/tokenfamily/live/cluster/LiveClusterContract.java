package dev.tokenfamily.live.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.SteadyClients;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.Cluster;
import dev.tokenfamily.promises.Attempt.Granted;
import dev.tokenfamily.promises.Attempt.Refused;
import dev.tokenfamily.promises.Attempt.Unanswered;
import dev.tokenfamily.promises.History;
import dev.tokenfamily.promises.Promises;
import dev.tokenfamily.promises.Recorder;
import dev.tokenfamily.suite.Measured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two nodes under load, while everything that can be killed is killed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LiveClusterContract {

    private static final long SEED = Long.getLong("cluster.seed", 20_261_123);
    private static final long REFRESHES = Long.getLong("cluster.refreshes", 20_000);
    private static final int ROUNDS = Integer.getInteger("cluster.rounds", 1);
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final Duration GRACE = Duration.ofMinutes(2);

    /** Of those whose thief must be noticed in the end. */
    private static final Duration SHORT_GRACE = Duration.ofSeconds(5);

    private static final Duration AFTER_SHORT_GRACE = SHORT_GRACE.plusSeconds(2);

    private static final int FAMILIES = 10;

    /** Longer than a node goes on excusing what it may have held up. */
    private static final Duration AFTERMATH = Duration.ofSeconds(12);

    private static final Duration SOON = Duration.ofMinutes(2);

    private final Cluster cluster;
    private final List<TestRealm> realms = new ArrayList<>();
    private final Recorder recorder = new Recorder();
    private final App late;

    LiveClusterContract(Cluster cluster) {
        this.cluster = cluster;
        TestRealm realm = TestRealm.create(cluster.node(0), "cluster", TestRealm::forLoad)
                .govern("default", Map.of("grace-period-seconds", GRACE.toSeconds()))
                .govern("robbed", Map.of("grace-period-seconds", SHORT_GRACE.toSeconds()))
                .govern("strict", Map.of("grace-period-seconds", 0))
                .govern(
                        "late",
                        Map.of("grace-period-seconds", SHORT_GRACE.toSeconds(), "late-recovery-seconds", 24 * 3600));
        realm.publicClient("app", "default");
        realm.publicClient("robbed", "robbed");
        realm.publicClient("strict", "strict");
        late = realm.publicClient("late", "late");
        cluster.nodes().forEach(node -> realms.add(realm.through(node)));
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void givenAllKindsOfClientsAndFaultsThenEveryPromiseIsKept() {
        Measured.note("Cluster: seed %d (-Dcluster.seed), sizes seen %s".formatted(SEED, cluster.views()));
        ClusterLoad load = new ClusterLoad(realms, recorder);
        load.start(SEED);
        List<String> faults = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            faults.addAll(new Faults(cluster, recorder, SEED + round).strike());
        }
        if (!Await.within(LONGEST, () -> recorder.answered() >= REFRESHES)) {
            throw new AssertionError("Only " + recorder.answered() + " requests were answered within " + LONGEST);
        }
        load.stop();

        List<LoadedClient> loggedOut = load.wellBehaved()
                .filter(client -> !Await.within(SOON, client::alive))
                .toList();
        History history = recorder.history();
        List<String> broken = new Promises(GRACE, Duration.ofSeconds(1)).brokenIn(history);
        report(history, faults, broken);
        assertThat(broken).isEmpty();
        assertThat(loggedOut).isEmpty();
        SteadyClients.pause(AFTERMATH.toMillis());
        assertThat(load.unnoticedThefts()).isEmpty();
    }

    @Test
    void givenLostAnswersWhenBothNodesAreAskedLaterThenEachFamilyIsRecoveredOnceAndItsBudgetIsSpent() {
        List<App> apps = realms.stream().map(realm -> late.at(realm.url())).toList();
        RefreshingClient client = new RefreshingClient(apps, new Recorder(), Duration.ofMinutes(2));
        List<Tokens> first =
                Stream.generate(() -> late.login("alice")).limit(FAMILIES).toList();
        first.forEach(tokens -> lose(apps, tokens));
        SteadyClients.pause(AFTER_SHORT_GRACE.toMillis());

        List<Tokens> recovered = new ArrayList<>();
        for (Tokens tokens : first) {
            List<Optional<Tokens>> answers = client.refreshEverywhere(tokens);
            assertThat(answers).allMatch(Optional::isPresent);
            assertThat(answers)
                    .extracting(answer -> answer.orElseThrow().refresh())
                    .containsOnly(answers.get(0).orElseThrow().refresh());
            recovered.add(answers.get(0).orElseThrow());
        }
        assertThat(recovered).allMatch(tokens -> tokens.generation() == 2);
        assertThat(recovered).allSatisfy(tokens -> assertThat(
                        family(tokens).path("lateRecoveries").asInt())
                .isEqualTo(1));

        recovered.forEach(tokens -> lose(apps, tokens));
        SteadyClients.pause(AFTER_SHORT_GRACE.toMillis());
        for (Tokens tokens : recovered) {
            assertThat(client.refreshEverywhere(tokens)).allMatch(Optional::isEmpty);
            assertThat(family(tokens).path("revocationReason").asText()).isEqualTo("REUSE");
        }
    }

    /** At either node. */
    private static void lose(List<App> apps, Tokens tokens) {
        apps.get(Math.floorMod(tokens.familyId().hashCode(), apps.size())).refreshed(tokens);
    }

    private JsonNode family(Tokens tokens) {
        TestRealm realm = realms.get(0);
        return realm.admin().read("/" + realm.name() + "/token-families/" + tokens.familyId());
    }

    private static void report(History history, List<String> faults, List<String> broken) {
        faults.forEach(fault -> Measured.note("Cluster: " + fault));
        Measured.note(
                ("Cluster: %d requests (%d granted, %d refused, %d of them spared, %d unanswered), %d families attacked, %d revocations"
                                + " answered, %d faults, %d promises broken")
                        .formatted(
                                history.attempts().size(),
                                history.count(Granted.class),
                                history.count(Refused.class),
                                history.spared(),
                                history.count(Unanswered.class),
                                history.attacked().size(),
                                history.revocations().size(),
                                faults.size(),
                                broken.size()));
    }
}
