package dev.tokenfamily.live.store;

import static dev.tokenfamily.harness.realm.RefreshAssertions.NOT_ALLOWED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    private static final Pattern TABLE = Pattern.compile("\\b(OFFLINE_\\w+_SESSION|TOKEN_FAMILY(?:_INCIDENT)?)\\b");

    private static final int TIMES = 40;

    /** Far beyond the minute in which a refresh with the first token of a family also looks for its session, with the clock set back too. */
    private static final int SECONDS_LATER = 600;

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
                .govern("interval", Map.of("rotation-interval-seconds", 3600))
                .govern("strict", Map.of("grace-period-seconds", 0))
                .govern("once", Map.of("grace-period-seconds", 3600, "grace-max-retries", 1))
                .govern("observing", Map.of("grace-period-seconds", 0, "enforcement", "observe"));
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
    }

    /**
     * Of each refresh from the third one on: the first of a family writes its row. Keycloak writes the time of the session wherever a
     * refresh comes in a later second than the one before, which these do not, by the server's clock.
     */
    private List<String> ofRefresh(App app) {
        Tokens first = app.refreshed(app.login("alice"));
        AtomicReference<Tokens> newest = new AtomicReference<>(refreshedLater(app, first));
        realm.pass(-60);
        return ofEach(TIMES, () -> newest.updateAndGet(app::refreshed));
    }

    /** Keycloak has written that time. */
    private Tokens refreshedLater(App app, Tokens tokens) {
        long before = lastRefresh(tokens);
        realm.pass(SECONDS_LATER);
        Tokens next = app.refreshed(tokens);
        Await.until(() -> lastRefresh(next) >= before + SECONDS_LATER);
        return next;
    }

    private List<String> summaries(Runnable action) {
        return new StatementLog(database)
                .during(action).stream()
                        .map(StatementsOfRefreshIT::summary)
                        .filter(summary -> summary.contains(" "))
                        .toList();
    }

    private List<String> ofReplay(Runnable replay) {
        replay.run();
        return ofEach(TIMES, replay);
    }

    /** What is sent each time, and how often, without what is sent now and then: the server has tasks of its own. */
    private List<String> ofEach(int times, Runnable action) {
        Map<String, Long> sent = summaries(() -> IntStream.range(0, times).forEach(n -> action.run())).stream()
                .collect(Collectors.groupingBy(summary -> summary, TreeMap::new, Collectors.counting()));
        return sent.entrySet().stream()
                .filter(kind -> kind.getValue() > times / 2)
                .map(kind -> Math.round((double) kind.getValue() / times) + " " + kind.getKey())
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
        assertThat(ofRefresh(realm.publicClient("native", ""))).containsExactly("1 " + CLIENT_SESSIONS, "1 " + SESSION);
    }

    @Test
    void givenNoPolicyWhenTheSecondIsALaterOneThenKeycloakWritesTheTimeOfTheSession() {
        App app = realm.publicClient("later", "");
        AtomicReference<Tokens> newest = new AtomicReference<>(app.refreshed(app.login("alice")));
        assertThat(ofEach(10, () -> newest.updateAndGet(tokens -> refreshedLater(app, tokens))))
                .containsExactly(
                        "2 " + CLIENT_SESSIONS,
                        "2 " + SESSION,
                        "1 update OFFLINE_CLIENT_SESSION",
                        "1 update OFFLINE_USER_SESSION");
    }

    @Test
    void givenAPolicyWhenTheTokenIsRotatedThenOneStatementIsMore() {
        assertThat(ofRefresh(realm.publicClient("rotating", "default")))
                .containsExactly("1 " + CLIENT_SESSIONS, "1 " + SESSION_WITH_ROW, "1 update TOKEN_FAMILY");
    }

    @Test
    void givenAnIntervalWhenTheGenerationIsKeptThenNoStatementIsMore() {
        assertThat(ofRefresh(realm.publicClient("keeping", "interval")))
                .containsExactly("1 " + CLIENT_SESSIONS, "1 " + SESSION_WITH_ROW);
    }

    @Test
    void givenADeadFamilyWhenItsTokenIsReplayedThenNothingIsWritten() {
        App app = realm.publicClient("dead", "strict");
        Tokens used = app.login("alice");
        app.refreshed(used);
        assertRefused(app.refresh(used.refresh()), REUSED);

        assertThat(ofReplay(() -> assertRefused(app.refresh(used.refresh()), REVOKED)))
                .containsExactly("1 " + CLIENT_SESSIONS, "1 " + SESSION_WITH_ROW);

        JsonNode incident = realm.incident("familyId=" + used.familyId());
        assertThat(incident.path("repeats").asInt()
                        + incident.path("clientLoops").asInt())
                .as("each is counted all the same")
                .isEqualTo(TIMES + 1);
    }

    @Test
    void givenRetriesThatAreUsedUpWhenTheTokenIsReplayedThenNothingIsWritten() {
        App app = realm.publicClient("once", "once");
        Tokens used = app.login("alice");
        app.refreshed(used);
        app.refreshed(used);
        assertThat(ofReplay(() -> assertRefused(app.refresh(used.refresh()), NOT_ALLOWED)))
                .containsExactly("1 " + CLIENT_SESSIONS, "1 " + SESSION_WITH_ROW);
    }

    /** It is answered, and its answer is recorded with the family. */
    @Test
    void givenReusesAreOnlyObservedWhenTheTokenIsReplayedThenNothingIsWrittenOnTheIncident() {
        App app = realm.publicClient("observed", "observing");
        Tokens used = app.login("alice");
        app.refreshed(used);
        app.refreshed(used);
        assertThat(ofReplay(() -> app.refreshed(used))).noneMatch(kind -> kind.contains("INCIDENT"));
        assertThat(realm.incident("familyId=" + used.familyId()).path("repeats").asInt())
                .as("each is counted all the same")
                .isEqualTo(TIMES + 1);
    }
}
