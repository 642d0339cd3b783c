package dev.tokenfamily.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.live.SteadyClients.Latency;
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
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PurgeIT {

    private static final int BATCH = 128;
    private static final int EXPIRED = 500_000;
    private static final int WARM_UP_SECONDS = 25;
    private static final int QUIET_SECONDS = 15;
    private static final Duration LONGEST = Duration.ofMinutes(3);

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
        database = cluster.database();
        database.execute(LAST_PURGE.formatted(Long.MAX_VALUE / 2));
        realm = TestRealm.create(cluster.node(0), "purge", TestRealm::forLoad).govern("default", Map.of());
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void givenAMillionFamiliesWhenHalfHaveExpiredThenThoseArePurgedAndClientsHardlyNotice()
            throws InterruptedException {
        App app = realm.publicClient("app", "default");
        long now = Instant.now().getEpochSecond();
        long past = now - 101 * 3600;
        long future = now + 3600;
        ManyFamilies families = new ManyFamilies(database);
        families.active(450_000, future);
        families.revoked(48_000, future);
        Tokens offline = app.refreshed(app.login("alice", "openid offline_access"));
        families.endless(2_000, owner(offline), past);
        database.execute("create table kept as select id from token_family");
        families.active(480_000, past);
        families.revoked(18_000, past);
        families.orphaned(2_000, past);
        families.counted();
        PurgeBatches batches = PurgeBatches.notedBy(database);

        try (SteadyClients clients = new SteadyClients(app, "bob", 4)) {
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            clients.latency();
            TimeUnit.SECONDS.sleep(QUIET_SECONDS);
            Latency before = clients.latency();

            Instant start = Instant.now();
            database.execute(LAST_PURGE.formatted(0));
            Await.until(() -> batches.number() > 0);
            clients.latency();
            boolean done = Await.within(LONGEST, () -> batches.rows() >= EXPIRED);
            Latency during = clients.latency();
            Duration took = Duration.between(start, Instant.now());
            TimeUnit.SECONDS.sleep(5);
            System.out.printf(
                    "Purge: %d rows in %d s, %d batches by %s, %d concurrent, largest %d; refresh before: %s; during: %s; after: %s%n",
                    batches.rows(),
                    took.toSeconds(),
                    batches.number(),
                    batches.byNode(),
                    batches.concurrent(),
                    batches.largest(),
                    before,
                    during,
                    clients.latency());
            assertThat(done).isTrue();
            assertThat(clients.failures()).isEmpty();
            assertThat(during.percentileMillis(50)).isLessThan(1.25 * before.percentileMillis(50));
        }
        assertThat(batches.rows()).isEqualTo(EXPIRED);
        assertThat(batches.largest()).isEqualTo(BATCH);
        assertThat(batches.concurrent()).isZero();
        assertThat(database.query("select id from kept except select id from token_family"))
                .isEmpty();
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
