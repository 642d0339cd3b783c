package dev.tokenfamily.live.store;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.harness.server.StatementLog;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a refresh asks a PostgreSQL of sessions and families, where Keycloak caches no sessions (the default of 26.8): Keycloak alone
 * reads the session and its client sessions. We ask for the row in the first of these two.
 */
@FullRunOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementsOfRefreshIT {

    private static final Pattern READ_OR_CHANGED =
            Pattern.compile("^(?:select.*? from|update|insert into|delete from) (\\w+).*", Pattern.DOTALL);

    private static final String OTHER_SESSION_TIME = "session time";

    private final Postgres database;
    private final DistributionServer server;
    private final TestRealm realm;

    StatementsOfRefreshIT(@TempDir Path data) throws IOException, InterruptedException {
        database = Postgres.prepared(data, StatementLog.settings());
        List<String> options = new ArrayList<>(database.keycloakOptions());
        options.add("--spi-user-sessions--infinispan--use-caches=false");
        server = new DistributionServer(ServerHome.installed("statements", "--db=postgres"), options).start();
        realm = TestRealm.create(server, "statements")
                .govern("default", Map.of())
                .govern("interval", Map.of("rotation-interval-seconds", 3600));
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
    }

    /** Of the third refresh: the first of a family writes its row, and the first for a minute the time of the session. */
    private List<String> ofRefresh(App app) {
        Tokens first = app.refreshed(app.login("alice"));
        realm.pass(120);
        Tokens second = app.refreshed(first);
        return new StatementLog(database)
                .during(() -> app.refreshed(second)).stream()
                        .filter(statement -> statement.contains("OFFLINE_") || statement.contains("TOKEN_FAMILY"))
                        .toList();
    }

    @Test
    void print() {
        System.out.println("NATIVE " + String.join("\n   ", ofRefresh(realm.publicClient("native", null))));
        System.out.println("ROT " + String.join("\n   ", ofRefresh(realm.publicClient("rotating", "default"))));
        System.out.println("KEEP " + String.join("\n   ", ofRefresh(realm.publicClient("keeping", "interval"))));
    }
}
