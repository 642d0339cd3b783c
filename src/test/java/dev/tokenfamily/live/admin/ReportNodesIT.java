package dev.tokenfamily.live.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Report;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.Cluster;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whichever node an admin asks, the report is the same. */
@FullRunOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportNodesIT {

    private static final int CROWD = 8;
    private static final int REFRESHES = 25;
    private static final String NOT_STORED = "What was counted for the report cannot be stored";

    private final Cluster cluster;
    private final TestRealm first;
    private final TestRealm second;

    ReportNodesIT(@TempDir Path data) throws IOException, InterruptedException {
        cluster = new Cluster("report", data);
        first = TestRealm.create(cluster.node(0), "report", TestRealm::forLoad).govern("observe", Map.of());
        second = first.through(cluster.node(1));
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void givenRefreshesAtBothNodesThenBothTellTheSameWithinSeconds() {
        App here = first.publicClient("app", "observe");
        App there = here.at(second.url());
        Callers.atOnce(CROWD, i -> {
            App app = i % 2 == 0 ? here : there;
            Tokens tokens = app.login(i % 4 < 2 ? "alice" : "bob");
            for (int n = 0; n < REFRESHES; n++) {
                tokens = app.refreshed(tokens);
            }
            return new Report(i % 2 == 0 ? first : second).of("app");
        });

        for (TestRealm realm : List.of(first, second)) {
            Await.until(() -> new Report(realm).of("app").path("refreshes").asInt() >= CROWD * REFRESHES);
        }
        assertThat(new Report(second).of("app")).isEqualTo(new Report(first).of("app"));
        assertThat(new Report(first).of("app").path("refreshes").asInt()).isEqualTo(CROWD * REFRESHES);
        assertThat(new Report(first).of("app").path("distinctUsers").asInt()).isEqualTo(2);
    }

    @Test
    void givenNothingCanBeStoredThenRefreshesGoOnAndAreToldOfLater() {
        App app = first.publicClient("patient", "observe");
        Tokens tokens = app.refreshed(app.login("alice"));
        assertThat(new Report(first).of("patient").path("refreshes").asInt()).isEqualTo(1);

        cluster.database().execute("alter table token_family_users rename to hidden");
        tokens = app.refreshed(tokens);
        Await.until(() -> warnings() == 1);
        tokens = app.refreshed(tokens);
        assertThat(new Report(first).answer("").status())
                .as("tried once more in vain")
                .isEqualTo(503);
        cluster.database().execute("alter table hidden rename to token_family_users");

        assertThat(new Report(first).of("patient").path("refreshes").asInt()).isEqualTo(3);
        assertThat(tokens.generation()).isEqualTo(3);
        assertThat(warnings()).isEqualTo(1);
    }

    private long warnings() {
        return cluster.node(0)
                .logged()
                .lines()
                .filter(line -> line.contains(NOT_STORED))
                .count();
    }
}
