package dev.tokenfamily.live.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.Callers;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Report;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.OwnDatabase.Database;
import dev.tokenfamily.incident.FollowUp;
import dev.tokenfamily.incident.IncidentStore.NoteOutcome;
import dev.tokenfamily.incident.ReuseKind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many at once, in tables in which there is nothing yet. */
abstract class LiveStoreOnColdTables extends LiveStoreOnOwnDatabase {

    /** As many as the pools of two nodes together have connections. */
    private static final int CROWD = 20;

    private static final int EACH = 30;

    LiveStoreOnColdTables(KeycloakServer server, Database database) {
        super(server, database);
    }

    /** InnoDB locks the gap in which a row is looked for in vain, unless told otherwise. */
    @Test
    @Timeout(300)
    void givenNoIncidentYetWhenManyReusesComeAtOnceThenEachIsRecorded() {
        List<List<Family>> families = cold();
        atOnce(families, family -> revokeFor(family, ReuseKind.STALE_LINEAGE));
        Await.until(() -> number("select count(*) from " + INCIDENTS) == CROWD * EACH);
        assertThat(number("select count(*) from TOKEN_FAMILY where INCIDENT_DUE_AT is not null"))
                .isZero();
    }

    @Test
    @Timeout(300)
    void givenNoIncidentYetWhenManyAreObservedAtOnceThenEachIsRecorded() {
        atOnce(cold(), family -> observe(family, ReuseKind.STALE_LINEAGE));
        assertThat(number("select count(*) from " + INCIDENTS)).isEqualTo(CROWD * EACH);
    }

    @Test
    @Timeout(300)
    void givenNoIncidentYetWhenManyAreNotedAtOnceThenEachIsRecorded() {
        atOnce(
                cold(),
                family -> store().note(incident(family, ReuseKind.STALE_LINEAGE, false), FollowUp.NONE)
                        == NoteOutcome.FIRST);
        assertThat(number("select count(*) from " + INCIDENTS)).isEqualTo(CROWD * EACH);
    }

    @Test
    @Timeout(300)
    void givenNoStatisticsYetWhenManyRefreshAtOnceThenEachIsCounted() {
        TestRealm cold =
                TestRealm.create(realm.server(), realm.name() + "-cold").govern("counted", Map.of());
        List<App> apps = IntStream.range(0, CROWD)
                .mapToObj(n -> cold.publicClient("app-" + n, "counted"))
                .toList();
        tables.execute("delete from TOKEN_FAMILY_STATISTIC");
        tables.execute("delete from TOKEN_FAMILY_USERS");

        Callers.atOnce(CROWD, n -> apps.get(n).refreshed(apps.get(n).login("alice")));

        Report report = new Report(cold);
        for (int n = 0; n < CROWD; n++) {
            assertThat(report.of("app-" + n).path("refreshes").asInt()).isEqualTo(1);
        }
    }

    /** Families of which nothing is known but their rows. */
    private List<List<Family>> cold() {
        List<List<Family>> families = Callers.atOnce(
                CROWD, n -> Stream.generate(this::inserted).limit(EACH).toList());
        Await.until(() -> number("select count(*) from TOKEN_FAMILY where INCIDENT_DUE_AT is not null") == 0);
        tables.execute("delete from " + INCIDENTS);
        return families;
    }

    private static void atOnce(List<List<Family>> families, Predicate<Family> deed) {
        List<Long> done =
                Callers.atOnce(CROWD, n -> families.get(n).stream().filter(deed).count());
        assertThat(done).isEqualTo(Collections.nCopies(CROWD, (long) EACH));
    }
}
