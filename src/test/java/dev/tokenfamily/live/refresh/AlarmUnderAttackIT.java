package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.SPARED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Bystander;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.suite.FullRunOnly;
import dev.tokenfamily.suite.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything at once that strangers can do to a server of ten connections and fifty threads that takes headers of any size:
 * each theft that happens meanwhile raises its alarm.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@FullRunOnly
class AlarmUnderAttackIT {

    private static final Duration ATTACK = Duration.ofSeconds(30);
    /** Of bystanders. Only then is it the machine that stood still, or the database, and not what strangers did to the server. */
    private static final Duration MACHINE_PAUSE = Duration.ofMillis(1_500);

    private static final Duration AFTERMATH = Duration.ofSeconds(20);
    private static final int THIEVES = 4;
    private static final int FEWEST_THEFTS = 4;

    /** Headers of 20 MB are many times that in the JVM: an operator who takes them gives it room (ADR 12). */
    private static final String HEAP = "-Xms2g -Xmx2g";

    private final Postgres database;
    private final KeycloakServer server;
    private final TestRealm realm;
    private final App app;
    private final Set<String> robbed = ConcurrentHashMap.newKeySet();
    private final Map<String, String> unnoticed = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Tokens> spared = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> spoilt = new ConcurrentLinkedQueue<>();

    AlarmUnderAttackIT(@TempDir Path data) throws IOException, InterruptedException {
        database = Postgres.prepared(data, Map.of());
        ServerHome home = ServerHome.installed("attack", "--db=postgres");
        List<String> options = new ArrayList<>(database.keycloakOptions());
        options.addAll(List.of("--db-pool-initial-size=10", "--db-pool-max-size=10", "--http-pool-max-threads=50"));
        server = new DistributionServer(home, options)
                .in(Map.of("QUARKUS_HTTP_LIMITS_MAX_HEADER_SIZE", "32M", "JAVA_OPTS_KC_HEAP", HEAP))
                .start();
        realm = TestRealm.create(server, "attacked", TestRealm::forLoad)
                .govern("strict", Map.of("grace-period-seconds", 0));
        app = realm.publicClient("app", "strict");
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
    }

    @Test
    void givenAllAttacksAtOnceThenEveryTheftRaisesItsAlarm(@TempDir Path directory) throws IOException, SQLException {
        try (Bystander bystander = Bystander.begin(directory, database);
                Attack attack = Attack.on(server, database)) {
            attack.begin();
            attack.besides(THIEVES, this::robAndReplay);
            Await.within(ATTACK, () -> false);
            Await.until(() -> robbed.size() >= FEWEST_THEFTS); // on a busy machine it takes longer
            Measured.note(
                    "Alarm under attack: %s; %d thefts, %d of them spared at first, and %d that the attack spoilt: %s"
                            .formatted(attack, robbed.size(), spared.size(), spoilt.size(), Set.copyOf(spoilt)));
            if (bystander.longestPause().compareTo(MACHINE_PAUSE) < 0) {
                assertThat(server.logged())
                        .doesNotContain("This node stood still")
                        .doesNotContain("This node had no database");
                assertThat(spared).isEmpty();
            } else {
                Measured.note("The machine itself, or the database, stood still for " + bystander.longestPause());
            }
        }
        assertThat(unnoticed).isEmpty();
        assertThat(spared).allSatisfy(this::assertAlarmOnceItRunsAgain);
        assertThat(robbed).allSatisfy(family -> assertThat(incidents(family)).isEqualTo(1));
    }

    /** A standstill excuses a family once. */
    private void assertAlarmOnceItRunsAgain(Tokens stolen) {
        Await.within(
                AFTERMATH,
                () -> !SPARED.equals(app.refreshOnce(stolen.refresh()).text("error_description")));
        assertRefused(app.refresh(stolen.refresh()), REVOKED);
    }

    /** Wholly within the attack, so that a standstill, if there were one, would excuse it. */
    private void robAndReplay() {
        Tokens stolen = Tokens.of(Await.answer(() -> app.call("token", Attack.login("alice", "alice"))));
        Response owner = app.refresh(stolen.refresh());
        Response again = owner.status() == 200 ? app.refresh(Tokens.of(owner).refresh()) : owner;
        if (again.status() != 200) {
            spoilt.add(again.status() + " " + again.text("error_description"));
            return;
        }
        Response thief = Await.answer(() -> app.refreshOnce(stolen.refresh()));
        robbed.add(stolen.familyId());
        String told = Objects.requireNonNull(thief.text("error_description"));
        if (told.equals(SPARED)) {
            spared.add(stolen);
        } else if (!told.equals(REUSED) && !told.equals(REVOKED)) { // revoked: by a replay whose answer was lost
            unnoticed.put(stolen.familyId(), thief.status() + " " + told);
        }
    }

    private int incidents(String family) {
        return realm.admin()
                .read("/attacked/token-families/incidents?familyId=" + family)
                .size();
    }
}
