package dev.tokenfamily.live.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Await;
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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    private static final Pattern TABLE = Pattern.compile("\\b(OFFLINE_\\w+_SESSION|TOKEN_FAMILY)\\b");

    private static final String SESSION = "select OFFLINE_USER_SESSION";
    private static final String SESSION_WITH_ROW = "select OFFLINE_USER_SESSION TOKEN_FAMILY";
    private static final String CLIENT_SESSIONS = "select OFFLINE_CLIENT_SESSION";

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
        long before = lastRefresh(first);
        realm.pass(120);
        Tokens second = app.refreshed(first);
        Await.until(() -> lastRefresh(second) > before);
        return new StatementLog(database)
                .during(() -> app.refreshed(second)).stream()
                        .map(StatementsOfRefreshIT::summary)
                        .filter(summary -> summary.contains(" "))
                        .toList();
    }

    /** Of the session, in epoch seconds; Keycloak answers, and writes it a moment later. */
    private long lastRefresh(Tokens tokens) {
        String sessionId = tokens.refreshClaims().get("sid").textValue();
        return database
                .query("select last_session_refresh from offline_user_session where user_session_id = '" + sessionId
                        + "'")
                .stream()
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    /** Its first word, and those of our tables and of Keycloak's sessions that it names. */
    private static String summary(String statement) {
        String tables = TABLE.matcher(statement)
                .results()
                .map(MatchResult::group)
                .distinct()
                .collect(Collectors.joining(" "));
        return (statement.split("\\s", 2)[0] + " " + tables).strip();
    }

    @Test
    void givenNoPolicyThenKeycloakReadsTheSessionAndItsClientSessions() {
        assertThat(ofRefresh(realm.publicClient("native", ""))).containsExactly(SESSION, CLIENT_SESSIONS);
    }

    @Test
    void givenAPolicyWhenTheTokenIsRotatedThenOneStatementIsMore() {
        assertThat(ofRefresh(realm.publicClient("rotating", "default")))
                .containsExactly(SESSION_WITH_ROW, CLIENT_SESSIONS, "update TOKEN_FAMILY");
    }

    @Test
    void givenAnIntervalWhenTheGenerationIsKeptThenNoStatementIsMore() {
        assertThat(ofRefresh(realm.publicClient("keeping", "interval")))
                .containsExactly(SESSION_WITH_ROW, CLIENT_SESSIONS);
    }
}
