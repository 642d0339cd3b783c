package dev.tokenfamily.live.store;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.KeycloakRuntime;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.harness.server.ServerHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** On PostgreSQL, which also goes away and comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresIT {

    private final Postgres database;
    private final KeycloakServer server;

    PostgresIT(@TempDir Path data) throws IOException, InterruptedException {
        database = Postgres.prepared(data, Map.of());
        ServerHome home = ServerHome.installed("postgres", "--db=postgres");
        List<String> options = new ArrayList<>(database.keycloakOptions());
        options.add(KeycloakRuntime.PURGE_EVERY_SECOND);
        server = new DistributionServer(home, options).start();
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
    }

    @Test
    void givenPostgresThenEveryStatementWorksThere() {
        TestRealm realm = TestRealm.create(server, "statements")
                .govern("default", Map.of("revocation-scope", "user"))
                .govern("observe", Map.of("enforcement", "observe"))
                .govern("interval", Map.of("rotation-interval-seconds", 60));
        App app = realm.publicClient("app", "default");
        Tokens login = app.login("alice");
        Tokens next = app.refreshed(login);
        assertThat(app.refreshed(login).refresh()).isEqualTo(next.refresh());
        Tokens head = app.refreshed(next);
        realm.pass(11);
        assertRefused(app.refresh(next.refresh()), REUSED);
        assertThat(app.refresh(head.refresh()).status()).isEqualTo(400);
        assertThat(realm.inside().revocation(login.familyId())).isEqualTo("REUSE");

        App observed = realm.publicClient("observed", "observe");
        Tokens first = observed.login("bob");
        observed.refreshed(observed.refreshed(first));
        realm.pass(11);
        observed.refreshed(first);
        assertThat(realm.admin()
                        .read("/statements/token-families/incidents?familyId=" + first.familyId())
                        .findValuesAsText("kind"))
                .containsExactly("stale-lineage");

        App keeping = realm.publicClient("keeping", "interval");
        Tokens kept = keeping.refreshed(keeping.login("bob"));
        realm.pass(2 * 3600);
        assertThat(keeping.refreshed(kept).generation()).isEqualTo(1);
        assertThat(keeping.revoke(kept.refresh()).status()).isEqualTo(200);
        assertThat(realm.inside().revocation(kept.familyId())).isEqualTo("TOKEN_REVOCATION");

        AdminApi.expectSuccess(realm.admin().delete("/statements/users/" + realm.userId("bob")));
        Await.until(() -> realm.inside().row(kept.familyId()).isMissingNode());
        realm.pass(500 * 24 * 3600);
        Await.until(() -> realm.inside().rows().isEmpty());
    }

    @Test
    void whenTheDatabaseIsDownThenTheAnswerIs503AndNoTokenIsLost() {
        TestRealm realm = TestRealm.create(server, "outage").govern("strict", Map.of("grace-period-seconds", 0));
        App app = realm.publicClient("app", "strict");
        Tokens tokens = app.refreshed(app.refreshed(app.login("alice")));
        Tokens superseded = app.login("alice");
        Tokens other = app.refreshed(superseded);

        database.stop();
        for (Tokens any : new Tokens[] {tokens, superseded}) {
            Response answer = app.refresh(any.refresh());
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text("error")).isEqualTo("temporarily_unavailable");
            assertThat(answer.json().has("access_token")).isFalse();
        }

        database.start();
        assertThat(Await.answer(() -> app.refresh(tokens.refresh())).status()).isEqualTo(200);
        assertThat(realm.inside().row(tokens.familyId()).path("generation").asInt())
                .isEqualTo(3);
        assertThat(realm.inside().revocation(other.familyId())).isEmpty();
        realm.pass(60); // or it may have been sent before the outage, which is nobody's fault
        assertRefused(Await.answer(() -> app.refresh(superseded.refresh())), REUSED);
        assertRefused(Await.answer(() -> app.refresh(other.refresh())), REVOKED);
    }

    @Test
    void givenNoPurgeThenItsLagGrowsAndWithoutADatabaseIsUnknown() {
        TestRealm realm = TestRealm.create(server, "lag").govern("default", Map.of());
        App app = realm.publicClient("app", "default");
        awaitLag(0, 0);
        lastPurgeAt(Long.MAX_VALUE / 2);
        Tokens overdue = app.refreshed(app.login("alice"));
        database.execute("update token_family set keep_until = "
                + (realm.inside().now() - 5000) + " where id = '" + overdue.familyId() + "'");
        awaitLag(5000, 6000);
        realm.pass(3600);
        awaitLag(8600, 9600);

        lastPurgeAt(0);
        awaitLag(0, 0);
        assertThat(realm.inside().rowsWithId(overdue.familyId())).isZero();

        database.stop();
        Await.until(() -> Double.isNaN(lag()));
        database.start();
        awaitLag(0, 0);
    }

    /** Where Keycloak's nodes agree on when the last purge began. */
    private void lastPurgeAt(long time) {
        database.execute("update server_config set value = '" + time
                + "', version = version + 1 where server_config_key = 'exp-token-family'");
    }

    private void awaitLag(double from, double to) {
        Await.until(() -> from <= lag() && lag() <= to);
    }

    private double lag() {
        return Double.parseDouble(server.metric("keycloak_token_family_purge_lag_seconds"));
    }
}
