package dev.tokenfamily.live.store;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.ManyFamilies;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.live.store.QueryPlans.Plan;
import dev.tokenfamily.suite.FullRunOnly;
import dev.tokenfamily.suite.Measured;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An admin lists the families of a user or a client that has a million of them: by an index in the order of time, so that at most those
 * of one second are sorted ({@code Incremental Sort}).
 */
@FullRunOnly
@ExtendWith(PostgresStoreIT.OnPostgres.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminListingIT {

    private static final int MANY = Integer.getInteger("listing.rows", 1_000_000);
    private static final int FEW = 100;
    private static final int TIMES = 25;

    private static final String SORT_OF_ALL = "(?:^|-> )\\s*Sort  \\(";

    private final TestRealm realm;
    private final Postgres database;
    private final ManyFamilies families;

    /** Until when rows are kept, epoch seconds. */
    private final long later;

    AdminListingIT(KeycloakServer server, Postgres database) {
        this.database = database;
        realm = TestRealm.create(server, "listing");
        realm.publicClient("few", "");
        realm.publicClient("many", "");
        families = new ManyFamilies(database);
        later = realm.inside().now() + 365 * 24 * 3600;
        families.endless(MANY, owner("many", "alice"), later);
        families.endless(FEW, owner("few", "bob"), later);
        families.counted();
    }

    private Owner owner(String clientId, String user) {
        String realmId = realm.admin().read("/listing").path("id").asText();
        return new Owner(realmId, realm.clientUuid(clientId), realm.userId(user), "session", true);
    }

    @Test
    void givenAMillionFamiliesThenAListReadsOnlyThoseItShows() {
        int before = QueryPlans.loggedBy(database).size();
        report("client", "clientId=few", "clientId=many");
        report("user", "userId=" + realm.userId("bob"), "userId=" + realm.userId("alice"));
        Measured.note("Listing all, 100 of %,d: %.1f ms".formatted(MANY + FEW, medianMillis("")));

        List<Plan> plans = QueryPlans.loggedBy(database).stream()
                .skip(before)
                .filter(plan -> plan.statement().contains(".STARTED_AT desc"))
                .toList();
        assertThat(plans).hasSize(5 * TIMES);
        assertThat(plans).allSatisfy(plan -> assertThat(plan.tree())
                .contains("Index")
                .doesNotContain("Seq Scan")
                .doesNotContainPattern(SORT_OF_ALL));
    }

    @Test
    void givenAMillionFamiliesThenALimitedCountReadsNoMoreThanItSays() {
        int before = QueryPlans.loggedBy(database).size();
        for (String filter : List.of("", "&clientId=many", "&userId=" + realm.userId("alice"))) {
            assertThat(realm.admin()
                            .get("/listing/token-families/count?max=1000" + filter)
                            .text())
                    .isEqualTo("1000");
        }
        List<Plan> plans = QueryPlans.loggedBy(database).stream()
                .skip(before)
                .filter(plan -> plan.statement().startsWith("select 1 from"))
                .toList();
        assertThat(plans).hasSize(3).allSatisfy(plan -> assertThat(plan.tree())
                .contains("Limit")
                .doesNotContain("Aggregate")
                .doesNotContainPattern(SORT_OF_ALL));
    }

    /** Two families need grace again and again: the newest of all, and the oldest. */
    @Test
    void givenAMillionFamiliesThenCopiesAreLookedForAmongTheNewestOnly() {
        for (int family : new int[] {1, MANY}) {
            database.execute("update token_family set grace_streak = 5, last_used_at = "
                    + realm.inside().now() + " where user_id = '" + realm.userId("alice") + "' and started_at = "
                    + (ManyFamilies.FIRST + family));
        }
        int before = QueryPlans.loggedBy(database).size();
        for (String filter : List.of("", "&clientId=many")) {
            JsonNode copies = realm.admin().read("/listing/token-families/report/copies?days=2" + filter);
            assertThat(copies.path("complete").asBoolean()).isFalse();
            assertThat(copies.path("families").asInt()).isEqualTo(1);
            assertThat(copies.path("clients").findValuesAsText("username")).containsExactly("alice");
            assertThat(copies.path("clients").get(0).path("affected").asInt()).isEqualTo(1);
        }
        List<Plan> plans = QueryPlans.loggedBy(database).stream()
                .skip(before)
                .filter(plan -> plan.statement().contains("LAST_USED_AT>="))
                .toList();
        assertThat(plans)
                .hasSize(4)
                .allSatisfy(plan -> assertThat(plan.tree()).contains("Index").doesNotContain("Seq Scan"));
    }

    /** Each costs as many statements as a page with one: nothing is asked for each family, user or client. */
    @Test
    void givenManyUsersOrClientsThenAPageOfThemIsReadAtOnce() {
        for (int n = 0; n < 30; n++) {
            realm.publicClient("page-" + n, "");
            realm.withUser("user-" + n, user -> {});
            families.endless(1, owner("page-0", "user-" + n), later);
        }
        assertThat(realm.admin().read("/listing/token-families/clients?search=page-"))
                .hasSize(30);

        assertThat(statements("/listing/token-families/clients?max=1&search=page-"))
                .isEqualTo(statements("/listing/token-families/clients?search=page-"));
        assertThat(realm.admin().read("/listing/token-families?clientId=page-0").findValuesAsText("username"))
                .hasSize(30)
                .doesNotHaveDuplicates();
        assertThat(statements("/listing/token-families?clientId=page-0&max=1"))
                .isEqualTo(statements("/listing/token-families?clientId=page-0"));
    }

    /** How many the answer took, of those on our tables and on users and clients. */
    private int statements(String path) {
        expectSuccess(realm.admin().post("/listing/clear-user-cache", Map.of()));
        realm.admin().authorization(); // a login in between would count, where the token ends just now
        int before = QueryPlans.loggedBy(database).size();
        assertThat(realm.admin().get(path).status()).isEqualTo(200);
        return (int) QueryPlans.loggedBy(database).stream()
                .skip(before)
                .filter(plan -> plan.statement().matches("(?is).*from (token_family|user_entity|client)\\b.*"))
                .filter(plan -> !plan.statement().contains("KEEP_UNTIL")
                        && !plan.statement().contains("INCIDENT_DUE_AT"))
                .count();
    }

    @Test
    void whenMoreThanAThousandAreAskedForThenAThousandAreGiven() {
        assertThat(realm.admin().read("/listing/token-families?max=1001")).hasSize(1000);
    }

    /** H2 would look for it. */
    @Test
    void givenAnIdThatPostgresqlCannotHaveThenThereIsNoSuchFamily() {
        String nobodys = "/listing/token-families/%00";
        assertThat(realm.admin().get(nobodys).status()).isEqualTo(404);
        assertThat(realm.admin().delete(nobodys).status()).isEqualTo(404);
    }

    /** Superseded tokens are judged with less rigour after a standstill, which no admin's long question is. */
    @ParameterizedTest
    @CsvSource({"token_family, ''", "token_family_incident, /incidents", "token_family_statistic, /report"})
    void whenAnAdminWaitsForALockThenThisNodeHasNotStoodStill(String table, String path) {
        long times = 0;
        long before;
        do { // a busy machine may stand still once or twice
            before = standstills();
            CompletableFuture<Void> lock = CompletableFuture.runAsync(
                    () -> database.execute("begin; lock table " + table + "; select pg_sleep(4); commit"));
            Await.until(() -> isLocked(table));

            assertThat(realm.admin().get("/listing/token-families" + path).status())
                    .isEqualTo(200);

            assertThat(isLocked(table)).as("it has waited").isFalse();
            lock.join();
            times++;
        } while (standstills() > before && times < 3);
        assertThat(standstills()).isEqualTo(before);
    }

    private boolean isLocked(String table) {
        return database.query("select 1 from pg_locks where mode = 'AccessExclusiveLock' and granted and relation = '"
                        + table + "'::regclass")
                .equals(List.of("1"));
    }

    private long standstills() {
        return realm.server()
                .logged()
                .lines()
                .filter(line -> line.contains("This node stood still") || line.contains("This node had no database"))
                .count();
    }

    private void report(String by, String few, String many) {
        Measured.note("Listing by %s, 100 of %,d: %.1f ms; 100 of %,d: %.1f ms"
                .formatted(by, FEW, medianMillis(few), MANY, medianMillis(many)));
    }

    private double medianMillis(String filter) {
        long[] nanos = IntStream.range(0, TIMES)
                .mapToLong(i -> {
                    long start = System.nanoTime();
                    assertThat(realm.admin().read("/listing/token-families?max=100&" + filter))
                            .hasSize(100);
                    return System.nanoTime() - start;
                })
                .sorted()
                .toArray();
        return nanos[TIMES / 2] / 1e6;
    }
}
