package dev.tokenfamily.live.store;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.ShortLivedJava;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.KeycloakRuntime;
import dev.tokenfamily.harness.server.ManyFamilies;
import dev.tokenfamily.harness.server.OwnDatabase.Lock;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.harness.server.TablesBefore;
import dev.tokenfamily.suite.FullRunOnly;
import dev.tokenfamily.suite.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A table full of families, as it was before the smaller indexes (ADR 35) and the room beside rows (ADR 39), gets both. {@code mvn verify -Pmillions} does the same with a
 * million rows.
 */
@FullRunOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigrationIT {

    private static final int ROWS = Integer.getInteger("migration.rows", 6_000);

    /** So many that PostgreSQL reads none of our tables from one end to the other. */
    private static final int MANY = 200_000;

    /** The newest. */
    private static final int IN_ONE_SECOND = 400;

    private static final int PAGE = 100;
    private static final int PAGES = 5;

    private static final int USERS = 50;
    private static final String FIRST = "29-index-of-user";

    /** Of which a start makes indexes, in bytes. */
    private static final String LARGEST = "-Dtoken-family.indexed-at-start-bytes=";

    private static final String ROOM = "fillfactor=85";

    private static final String[] BEFORE = {
        "idx_token_family_client_newest",
        "idx_token_family_incident_due",
        "idx_token_family_keep",
        "idx_token_family_realm_newest",
        "idx_token_family_session",
        "idx_token_family_user_newest",
        "pk_token_family"
    };

    private static final String[] AFTER = {
        "idx_token_family_due",
        "idx_token_family_keep",
        "idx_token_family_of_client",
        "idx_token_family_of_realm",
        "idx_token_family_of_user",
        "idx_token_family_session",
        "pk_token_family"
    };

    private final Postgres database;
    private final DistributionServer cautious;
    private final DistributionServer eager;
    private final TestRealm realm;
    private final App app;
    private final String realmId;
    private final ManyFamilies families;

    MigrationIT(@TempDir Path data) throws IOException, InterruptedException {
        database = Postgres.prepared(data, QueryPlans.settings());
        ServerHome home = ServerHome.installed("migration", "--db=postgres");
        cautious = new DistributionServer(home, options()).in(ShortLivedJava.forServerWith(LARGEST + 1_000_000));
        eager = new DistributionServer(home, options()).in(ShortLivedJava.forServerWith(LARGEST + 4_000_000_000L));
        realm = TestRealm.create(cautious.start(), "migrated").govern("strict", Map.of("grace-period-seconds", 0));
        app = realm.publicClient("app", "strict");
        realmId = realm.admin().read("/migrated").path("id").asText();
        families = ManyFamilies.of(database, realmId, List.of(realm.clientUuid("app")), USERS);
        cautious.stop();
    }

    private List<String> options() {
        List<String> options = new ArrayList<>(database.keycloakOptions());
        options.add(KeycloakRuntime.PURGE_EVERY_SECOND);
        return options;
    }

    @AfterAll
    void stop() {
        cautious.close();
        eager.close();
        database.close();
    }

    private void givenTheTableOfBefore() {
        TablesBefore.make(database, FIRST);
        families.active(ROWS, Instant.now().getEpochSecond() + 365L * 24 * 3600);
        long second = ManyFamilies.FIRST + ROWS - IN_ONE_SECOND;
        database.execute("update token_family set started_at = " + second + " where started_at > " + second);
        families.counted();
        assertThat(indexes()).containsExactly(BEFORE);
    }

    @Test
    void givenALargeTableThenEachOldIndexStaysUntilTheNewOneIsWhole() throws IOException {
        givenTheTableOfBefore();
        assertThat(room()).isEmpty();
        String rows = rows();
        try (Lock held = database.lock("token_family in share update exclusive mode")) {
            cautious.start();
            assertThat(held).isNotNull();
            assertThat(room()).as("nobody waits for whoever vacuums").isEmpty();
        }
        assertThat(indexes()).containsExactly(BEFORE);
        assertThat(rows()).isEqualTo(rows);
        assertThat(newest(cautious)).isEqualTo(newestBySql());

        for (String statement : documentedStatements()) {
            Instant start = Instant.now();
            database.execute(statement);
            note(statement, start);
        }
        database.execute(
                "update pg_index set indisvalid = false where indexrelid = 'idx_token_family_of_user'::regclass");
        cautious.stop();
        cautious.start();
        assertThat(room()).containsExactly(ROOM);
        assertThat(indexes())
                .as("one was interrupted")
                .contains("idx_token_family_user_newest")
                .doesNotContain("idx_token_family_client_newest", "idx_token_family_realm_newest");
        assertThat(newest(cautious)).isEqualTo(newestBySql());

        database.execute(
                "update pg_index set indisvalid = true where indexrelid = 'idx_token_family_of_user'::regclass");
        cautious.stop();
        cautious.start();
        assertThat(indexes()).containsExactly(AFTER);
        assertThat(rows()).isEqualTo(rows);
        assertEverythingWorks(cautious);
        cautious.stop();
    }

    @Test
    void givenATableThatIsNotThenTheStartDoesItAll() {
        givenTheTableOfBefore();
        String rows = rows();
        Instant start = Instant.now();
        eager.start();
        note("a start that makes all indexes", start);
        assertThat(indexes()).containsExactly(AFTER);
        assertThat(room()).containsExactly(ROOM);
        assertThat(rows()).isEqualTo(rows);
        assertEverythingWorks(eager);
        eager.stop();
    }

    private void assertEverythingWorks(DistributionServer server) {
        int plansBefore = QueryPlans.loggedBy(database).size();
        TestRealm now = realm.through(server);
        assertThat(newest(server)).isEqualTo(newestBySql());

        App client = app.at(now.url());
        Tokens login = client.login("alice");
        Tokens head = client.refreshed(client.refreshed(login));
        assertRefused(client.refresh(login.refresh()), REUSED);
        assertThat(client.refresh(head.refresh()).status()).isEqualTo(400);

        String user = database.query("select user_id from token_family where session_id = '" + session() + "'")
                .get(0);
        String ofUser = "user_id = '" + user + "' and revocation_reason is null";
        assertThat(count(ofUser)).isGreaterThan(1);
        expectSuccess(now.admin().post("/migrated/token-families/revoke", Map.of("userId", user)));
        assertThat(count(ofUser)).isZero();
        String others = "revocation_reason is null";
        assertThat(count(others)).isEqualTo(ROWS - ROWS / USERS);

        database.execute("update token_family set keep_until = 0 where started_at <= " + (ManyFamilies.FIRST + 100));
        Await.until(() -> count("keep_until = 0") == 0);
        if (ROWS >= MANY) {
            assertThat(QueryPlans.loggedBy(database).stream()
                            .skip(plansBefore)
                            .filter(plan -> plan.statement().contains("$"))
                            .filter(plan -> plan.scansAllOf("TOKEN_FAMILY")))
                    .isEmpty();
        }
    }

    /** Of some family that was there before. */
    private String session() {
        return database.query("select session_id from token_family where started_at = " + (ManyFamilies.FIRST + 1000))
                .get(0);
    }

    /** In the order of their names. */
    private List<String> indexes() {
        return database.query("select indexname from pg_indexes where tablename = 'token_family' order by 1");
    }

    /** What the table is told about itself. */
    private List<String> room() {
        return database.query("select unnest(reloptions) from pg_class where relname = 'token_family'");
    }

    /** All of them, and whatever is in them. */
    private String rows() {
        return database.query("select count(*) || ' ' || sum(hashtextextended(f::text, 0)) from token_family f")
                .get(0);
    }

    private long count(String condition) {
        return Long.parseLong(database.query("select count(*) from token_family where " + condition)
                .get(0));
    }

    /** As an admin's list has them, page by page. */
    private List<String> newest(DistributionServer server) {
        return IntStream.range(0, PAGES)
                .mapToObj(page -> "/migrated/token-families?max=" + PAGE + "&first=" + page * PAGE)
                .flatMap(page -> realm.through(server).admin().read(page).findValuesAsText("id").stream())
                .toList();
    }

    private List<String> newestBySql() {
        return database.query("select id from token_family where realm_id = '" + realmId
                + "' order by started_at desc, id desc limit " + PAGES * PAGE);
    }

    /** What docs/how-to/upgrade.md has an operator do. */
    private static List<String> documentedStatements() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("docs/how-to/upgrade.md"))) {
            List<String> statements = lines.map(String::strip)
                    .filter(line -> line.startsWith("create index concurrently "))
                    .toList();
            assertThat(statements).hasSize(4);
            return statements;
        }
    }

    private static void note(String what, Instant start) {
        Measured.note("Migration of %,d families: %d ms: %s"
                .formatted(ROWS, Duration.between(start, Instant.now()).toMillis(), what));
    }
}
