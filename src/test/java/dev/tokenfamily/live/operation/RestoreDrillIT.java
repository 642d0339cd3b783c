package dev.tokenfamily.live.operation;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.UNKNOWN;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertSessionEnded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.Backup;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A disaster, after which Keycloak's sessions and the rows of families come from different moments (docs/how-to/backup-and-restore.md). */
@FullRunOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoreDrillIT {

    private final Path directory;
    private final Postgres database;
    private final DistributionServer server;
    private int drills;
    private TestRealm realm;
    private App app;
    private App patient;

    /** Refreshed once before the backup, and not since. */
    private Family idle;

    /** Refreshed once before the backup. */
    private Family busy;

    /** Ended for a reuse before the backup. */
    private Family dead;

    /** Alive in the backup, and to be ended after it. */
    private Family ending;

    RestoreDrillIT(@TempDir Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        database = Postgres.prepared(directory.resolve("data"), Map.of());
        server = new DistributionServer(ServerHome.installed("restore", "--db=postgres"), database.keycloakOptions())
                .start();
    }

    /** The first token of a family, and its newest. */
    private record Family(Tokens first, Tokens head) {}

    @BeforeEach
    void givenClientsOfAllKinds() {
        String name = "restored-" + ++drills;
        realm = TestRealm.create(server, name)
                .govern("strict", Map.of("grace-period-seconds", 0))
                .govern("patient", Map.of("grace-period-seconds", 3600));
        app = realm.publicClient("app", "strict");
        patient = realm.publicClient("patient", "patient");
        idle = refreshed("alice");
        busy = refreshed("alice");
        ending = refreshed("bob");
        dead = refreshed("bob");
        assertRefused(app.refresh(dead.first().refresh()), REUSED);
    }

    private Family refreshed(String user) {
        Tokens first = app.login(user);
        return new Family(first, app.refreshed(first));
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
    }

    private void restored(Backup backup) {
        server.stop();
        backup.restore();
        server.start();
    }

    @Test
    void givenRowsOlderThanTheSessionsThenClientsThatGoOnAreKeptAndWhatTheRowsKnowToBeDeadIsDead() {
        Backup families = Backup.ofFamilies(database, directory.resolve("families-" + drills));
        Tokens superseded = app.refreshed(busy.head());
        Tokens head = app.refreshed(superseded);
        assertRefused(app.refresh(ending.first().refresh()), REUSED);
        Tokens unused = app.login("alice");
        Tokens rowless = app.refreshed(app.login("alice"));

        restored(families);

        assertThat(app.refreshed(idle.head()).generation()).isEqualTo(2);
        Tokens caughtUp = app.refreshed(head);
        assertThat(caughtUp.generation()).isEqualTo(head.generation() + 1);
        assertThat(realm.lastEvent("app").verdict()).isEqualTo("catch_up");
        assertThat(app.refreshed(unused).generation()).isEqualTo(1);

        assertRefused(app.refresh(dead.head().refresh()), REVOKED);
        assertRefused(app.refresh(idle.first().refresh()), REUSED);
        assertRefused(app.refresh(superseded.refresh()), REUSED);
        assertRefused(app.refresh(caughtUp.refresh()), REVOKED);
        assertRefused(app.refresh(rowless.refresh()), UNKNOWN);
        // what was ended after the backup lives again, if its sessions do: an admin has to end it once more
        assertThat(realm.inside().revocation(ending.head().familyId())).isEmpty();
    }

    /** Nobody can tell them apart: whoever comes first is believed, and the second of the two is the alarm. */
    @Test
    void givenRowsOlderThanTheSessionsWhenAStolenTokenComesBeforeTheHeadThenTheNextOfItsTwoOwnersRaisesTheAlarm() {
        Backup families = Backup.ofFamilies(database, directory.resolve("families-" + drills));
        Tokens stolen = busy.head();
        Tokens head = app.refreshed(app.refreshed(stolen));

        restored(families);

        Tokens thiefs = app.refreshed(stolen);
        Tokens owners = app.refreshed(head);
        assertThat(realm.lastEvent("app").verdict()).isEqualTo("catch_up");
        assertRefused(app.refresh(thiefs.refresh()), REUSED);
        assertRefused(app.refresh(owners.refresh()), REVOKED);
        assertThat(app.userinfo(thiefs.access()).status()).isEqualTo(401);
    }

    @Test
    void givenRowsNewerThanTheSessionsThenClientsThatGoOnAreKeptAndTheDeadStayDead() {
        Tokens waiting = patient.refreshed(patient.login("alice"));
        Backup sessions = Backup.ofTheRest(database, directory.resolve("rest-" + drills));
        Tokens head = app.refreshed(busy.head());
        Tokens undelivered = patient.refreshed(waiting);
        assertThat(app.revoke(ending.head().refresh()).status()).isEqualTo(200);
        Tokens later = app.refreshed(app.login("alice"));

        restored(sessions);

        assertThat(app.refreshed(idle.head()).generation()).isEqualTo(2);
        assertThat(patient.refreshed(waiting).refresh()).isEqualTo(undelivered.refresh());
        assertThat(app.refreshed(head).generation()).isEqualTo(head.generation() + 1);

        assertRefused(app.refresh(ending.head().refresh()), REVOKED);
        assertRefused(app.refresh(dead.head().refresh()), REVOKED);
        assertRefused(app.refresh(busy.head().refresh()), REUSED);
        assertSessionEnded(app.refresh(later.refresh()));
        assertThat(realm.inside().revocation(later.familyId())).isEmpty();
    }
}
