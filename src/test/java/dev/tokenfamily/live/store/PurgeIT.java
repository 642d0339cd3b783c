package dev.tokenfamily.live.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.SteadyClients;
import dev.tokenfamily.harness.realm.SteadyClients.Latency;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.Cluster;
import dev.tokenfamily.harness.server.ManyFamilies;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.suite.FullRunOnly;
import dev.tokenfamily.suite.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A million families on two nodes, of which half have expired, while clients go on. */
@FullRunOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PurgeIT {

    private static final int BATCH = 128;
    private static final int ROWS = Integer.getInteger("purge.rows", 1_000_000);
    private static final int EXPIRED = ROWS / 2;
    private static final int SPECIAL = ROWS / 500;

    /** Nothing is asserted of how long answers take: that is measured, and only of a million rows. */
    private static final boolean MEASURED = ROWS >= 1_000_000;

    private static final int WARM_UP_SECONDS = MEASURED ? 10 : 1;
    private static final int QUIET_SECONDS = MEASURED ? 5 : 1;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Where Keycloak's nodes agree on when the last purge began. */
    private static final String LAST_PURGE = "insert into server_config (server_config_key, value, version)"
            + " values ('exp-token-family', '%d', 0) on conflict (server_config_key)"
            + " do update set value = excluded.value, version = server_config.version + 1";

    private final Cluster cluster;
    private final Postgres database;
    private final TestRealm realm;

    PurgeIT(@TempDir Path data) throws IOException, InterruptedException {
        cluster = new Cluster(
                "purge", data, "--spi-jpa-entity-provider--token-family--expiration-task-interval-seconds=20");
        database = (Postgres) cluster.database(); // PostgreSQL by default
        database.execute(LAST_PURGE.formatted(Long.MAX_VALUE / 2));
        realm = TestRealm.create(cluster.node(0), "purge", TestRealm::forLoad).govern("default", Map.of());
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void givenAMillionFamiliesThenOneNodePurgesAndNoClientIsRefused() throws InterruptedException {
        App app = realm.publicClient("app", "default");
        fill(app);
        PurgeBatches batches = PurgeBatches.notedBy(database);

        try (SteadyClients clients = new SteadyClients(app, "bob", 4)) {
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            clients.latency();
            TimeUnit.SECONDS.sleep(QUIET_SECONDS);
            Latency before = clients.latency();

            database.execute(LAST_PURGE.formatted(0));
            Await.until(() -> batches.number() > 0);
            clients.latency();
            boolean done = Await.within(LONGEST, () -> batches.rows() >= EXPIRED);
            Latency during = clients.latency();
            TimeUnit.SECONDS.sleep(QUIET_SECONDS);
            Latency after = clients.latency();

            Measured.note(
                    "Purge: %s; refreshes before: %s; during: %s; after: %s".formatted(batches, before, during, after));
            assertThat(done).isTrue();
            assertThat(clients.failures()).isEmpty();
        }
        assertThat(batches.rows()).isEqualTo(EXPIRED);
        assertThat(batches.largest()).isEqualTo(BATCH);
        assertThat(batches.concurrent()).isZero();
        assertThat(database.query("select id from kept except select id from token_family"))
                .isEmpty();
        assertThat(database.query("select count(*) from token_family where is_endless and keep_until > " + now()))
                .containsExactly(String.valueOf(SPECIAL));
    }

    private void fill(App app) {
        ManyFamilies families = new ManyFamilies(database);
        long future = now() + 3600;
        families.active(ROWS - EXPIRED - 2 * SPECIAL, future);
        families.revoked(SPECIAL, future);
        long past = now() - 100 * 3600;
        families.endless(SPECIAL, owner(app.login("alice", "openid offline_access")), past);
        database.execute("create table kept as select id from token_family");
        families.active(EXPIRED - 2 * SPECIAL, past);
        families.revoked(SPECIAL, past);
        families.orphaned(SPECIAL, past);
        families.counted();
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private Owner owner(Tokens offline) {
        JsonNode claims = offline.refreshClaims();
        return new Owner(
                realm.admin().read("/purge").path("id").asText(),
                realm.clientUuid("app"),
                claims.path("sub").asText(),
                claims.path("sid").asText(),
                true);
    }
}
