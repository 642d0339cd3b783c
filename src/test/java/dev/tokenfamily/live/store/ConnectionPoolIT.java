package dev.tokenfamily.live.store;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.SteadyClients;
import dev.tokenfamily.harness.realm.SteadyClients.Latency;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.suite.FullRunOnly;
import dev.tokenfamily.suite.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many requests at once on PostgreSQL, with ten connections to it and fifty threads. After a restart nothing is cached,
 * so that every request holds one of the ten before it comes to us.
 */
@FullRunOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionPoolIT {

    private static final int CROWD = 100;
    private static final int REPLAYS = 1_000;
    private static final int ATTACKERS = 4;

    /** Of whoever waits for a connection. Those who wait for each other do so however long; a cold server takes seconds for a crowd. */
    private static final String PATIENCE = "30S";

    private static final int QUIET_SECONDS = 5;

    private final Postgres database;
    private final KeycloakServer server;
    private final TestRealm realm;
    private final App app;
    private final App strict;

    ConnectionPoolIT(@TempDir Path data) throws IOException, InterruptedException {
        database = Postgres.prepared(data, Map.of());
        ServerHome home = ServerHome.installed("pool", "--db=postgres");
        List<String> options = new ArrayList<>(database.keycloakOptions());
        options.addAll(List.of("--db-pool-initial-size=10", "--db-pool-max-size=10", "--http-pool-max-threads=50"));
        server = new DistributionServer(home, options)
                .in(Map.of("QUARKUS_DATASOURCE_JDBC_ACQUISITION_TIMEOUT", PATIENCE))
                .start();
        realm = TestRealm.create(server, "pool", TestRealm::forLoad)
                .govern("default", Map.of("grace-period-seconds", 60))
                .govern("strict", Map.of("grace-period-seconds", 0));
        app = realm.publicClient("app", "default");
        strict = realm.publicClient("strict", "strict");
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
    }

    @AfterEach
    void nobodyWaitedInVain() {
        assertThat(server.logged()).doesNotContain("cquisition timeout").doesNotContain("Uncaught server error");
    }

    @Test
    void givenNothingIsCachedWhenManyRefreshAtOnceThenAllGetTokens() {
        List<Tokens> logins = logins(app);
        restart();
        List<Tokens> second = Callers.atOnce(CROWD, i -> app.refreshed(logins.get(i)));
        restart();
        List<Tokens> third = Callers.atOnce(CROWD, i -> app.refreshed(second.get(i)));
        assertThat(third).allMatch(tokens -> tokens.generation() == 2);
    }

    @Test
    void givenNothingIsCachedWhenACrowdRetriesThenAllGetOneSuccessor() {
        Tokens login = app.login("alice");
        restart();
        Set<String> successors = Callers.atOnce(CROWD, i -> app.refreshed(login)).stream()
                .map(tokens -> tokens.refreshClaims().path("jti").asText())
                .collect(Collectors.toSet());
        assertThat(successors).hasSize(1);
    }

    @Test
    void givenNothingIsCachedWhenACrowdReplaysThenOneReportsAReuse() {
        Tokens stolen = strict.login("alice");
        strict.refreshed(stolen);
        restart();
        List<Response> answers = Callers.atOnce(CROWD, i -> strict.refresh(stolen.refresh()));
        assertThat(descriptions(answers)).containsExactlyInAnyOrderEntriesOf(Map.of(REUSED, 1L, REVOKED, CROWD - 1L));
    }

    @Test
    void givenNothingIsCachedWhenManyAreReplayedThenEachIsAReuse() {
        List<Tokens> stolen = logins(strict);
        stolen.forEach(strict::refreshed);
        restart();
        List<Response> answers =
                Callers.atOnce(CROWD, i -> strict.refresh(stolen.get(i).refresh()));
        assertThat(descriptions(answers)).isEqualTo(Map.of(REUSED, (long) CROWD));
    }

    @Test
    void givenAttacksThatNeverStopThenOtherClientsGoOn() throws InterruptedException {
        List<Tokens> tabs = logins(app);
        Tokens once = app.login("alice");
        Tokens dead = strict.login("alice");
        strict.refreshed(dead);
        assertReuse(dead);
        try (SteadyClients clients = new SteadyClients(realm.publicClient("others", "default"), "bob", 4)) {
            TimeUnit.SECONDS.sleep(QUIET_SECONDS);
            Latency undisturbed = clients.latency();

            Callers.atOnce(CROWD, i -> app.refreshed(tabs.get(i)));
            Callers.atOnce(CROWD, i -> app.refreshed(once));
            List<Response> answers = Callers.atOnce(ATTACKERS, i -> replays(dead)).stream()
                    .flatMap(List::stream)
                    .toList();
            Latency disturbed = clients.latency();

            Measured.note("Other clients undisturbed: %s; during the attacks: %s".formatted(undisturbed, disturbed));
            assertThat(descriptions(answers)).isEqualTo(Map.of(REVOKED, (long) REPLAYS));
            assertThat(disturbed.nanos()).isNotEmpty();
            assertThat(clients.failures()).isEmpty();
        }
    }

    /** Right after the crowds of other tests too: no crowd makes the server stand still. */
    private void assertReuse(Tokens superseded) {
        // a pool that was too busy says so, and decides nothing
        assertThat(Await.answer(() -> strict.refresh(superseded.refresh())).text("error_description"))
                .isEqualTo(REUSED);
    }

    /** Whoever presents a token of the locked family waits, and so do those that find no connection for it. */
    @Test
    void givenALockedRowWhenOthersAreReplayedThenEachIsAReuse() {
        Tokens locked = app.login("alice");
        Tokens next = app.refreshed(locked);
        Tokens stolen = strict.login("alice");
        strict.refreshed(stolen);
        CompletableFuture<Void> lock =
                CompletableFuture.runAsync(() -> database.execute("begin; select 1 from token_family" + " where id = '"
                        + locked.familyId() + "' for update; select pg_sleep(4); commit"));
        CompletableFuture<List<Response>> waiting =
                CompletableFuture.supplyAsync(() -> Callers.atOnce(CROWD, i -> app.refresh(next.refresh())));
        lock.join();
        assertReuse(stolen);
        waiting.join();
    }

    private List<Response> replays(Tokens dead) {
        return IntStream.range(0, REPLAYS / ATTACKERS)
                .mapToObj(i -> strict.refresh(dead.refresh()))
                .toList();
    }

    private static List<Tokens> logins(App client) {
        return IntStream.range(0, CROWD).mapToObj(i -> client.login("alice")).toList();
    }

    private void restart() {
        server.stop();
        server.start();
    }

    private static Map<String, Long> descriptions(List<Response> answers) {
        return answers.stream().collect(Collectors.groupingBy(a -> a.text("error_description"), Collectors.counting()));
    }
}
