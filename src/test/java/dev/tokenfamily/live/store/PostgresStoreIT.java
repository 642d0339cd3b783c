package dev.tokenfamily.live.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.ManyFamilies;
import dev.tokenfamily.harness.server.OwnDatabase;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.harness.server.TurningBack;
import dev.tokenfamily.live.store.QueryPlans.Plan;
import dev.tokenfamily.report.Period;
import dev.tokenfamily.suite.FullRunOnly;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** On PostgreSQL, which lives in another time zone, beside many other families; and no statement reads them all. */
@FullRunOnly
@ExtendWith(PostgresStoreIT.OnPostgres.class)
final class PostgresStoreIT extends LiveStoreOnOwnDatabase {

    /** So many that it pays to use an index. */
    private static final int OTHERS = 200_000;

    private static final String HEAD =
            " where ID=? and REALM_ID=? and GENERATION=? and HEAD_JTI=? and GRACE_RETRIES=? and REVOCATION_REASON is null";

    private static final String[] KINDS = {
        "insert",
        "select where INCIDENT_DUE_AT is null order by KEEP_UNTIL fetch first ? rows only", // due first
        "select where ID=? and REALM_ID=?",
        "select where ID=? and REALM_ID=? and REVOCATION_REASON is not null and INCIDENT_DUE_AT is null", // of a dead
        // family
        // without an
        // incident
        "select where USER_SESSION_ID=? and OFFLINE_FLAG=?", // along with the session
        "select" + HEAD,
        "select where (ID,REALM_ID) in ((?,?))", // what was just revoked
        "select where (ID,REALM_ID) in ((?,?)) for no key update of fe1_0",
        "update where ID=? and REALM_ID=?",
        "update" + HEAD + " and floor(extract(epoch from current_timestamp))<=?",
        "update" + HEAD,
        "update where ID=? and REALM_ID=? and GENERATION=? and HEAD_JTI=? and REVOCATION_REASON is null"
                + " and (?=0 or GRACE_RETRIES < ?) and floor(extract(epoch from current_timestamp)) < ?",
        "update where ID=? and REALM_ID=? and GENERATION=? and HEAD_JTI=? and REVOCATION_REASON is null"
                + " and GRACE_RETRIES > 0",
        "update where ID=? and REALM_ID=? and INCIDENT_DUE_AT is not null",
        "update where ID=? and REALM_ID=? and INCIDENT_DUE_AT<?",
        "update where ID=? and REALM_ID=? and SPARED_UNTIL is null and REVOCATION_REASON is null",
        "delete" + HEAD,
        "update where ID=? and REALM_ID=? and REVOCATION_REASON is null",
        "update where ID=? and REALM_ID=? and CLIENT_ID=? and USER_ID=? and REVOCATION_REASON is null",
        "update where ID=? and REALM_ID=? and CLIENT_ID=? and USER_ID=? and REVOCATION_REASON is null and LAST_USED_AT=?",
        "select where USER_ID=? and CLIENT_ID=? and REALM_ID=? and REVOCATION_REASON is null and (HEAD_EXP is null or"
                + " HEAD_EXP>=?) and STARTED_AT>? and LAST_USED_AT>? order by LAST_USED_AT desc,STARTED_AT desc,ID desc"
                + " offset ? rows fetch first ? rows only", // beyond a cap
        "update where CLIENT_ID=? and SESSION_ID=? and REALM_ID=? and REVOCATION_REASON is null",
        "update where SESSION_ID=? and REALM_ID=? and REVOCATION_REASON is null",
        "update where SESSION_ID=? and IS_OFFLINE=? and REALM_ID=? and REVOCATION_REASON is null",
        "update where USER_ID=? and REALM_ID=? and REVOCATION_REASON is null",
        "update where USER_ID=? and CLIENT_ID=? and REALM_ID=? and REVOCATION_REASON is null",
        "update where CLIENT_ID=? and REALM_ID=? and REVOCATION_REASON is null",
        "update where IS_OFFLINE=? and REALM_ID=? and REVOCATION_REASON is null",
        "update where HEAD_IAT<? and REALM_ID=? and REVOCATION_REASON is null",
        "update where CLIENT_ID=? and HEAD_IAT<? and REALM_ID=? and REVOCATION_REASON is null",
        "select where INCIDENT_DUE_AT>0 order by INCIDENT_DUE_AT fetch first ? rows only",
        "select where KEEP_UNTIL<=? and INCIDENT_DUE_AT is null order by KEEP_UNTIL fetch first ? rows only",
        "update where REALM_ID=? and ID in (?) and KEEP_UNTIL<=?",
        "delete where REALM_ID=? and ID in (?) and KEEP_UNTIL<=? and INCIDENT_DUE_AT is null",
        "select where REALM_ID=? and STARTED_AT<? order by ID fetch first ? rows only",
        "select where REALM_ID=? and CLIENT_ID=? and STARTED_AT<? order by ID fetch first ? rows only",
        "select where REALM_ID=? and USER_ID=? and STARTED_AT<? order by ID fetch first ? rows only",
        "select where REALM_ID=? fetch first ? rows only", // limited counts
        "select where USER_ID=? and REALM_ID=? order by STARTED_AT desc,ID desc fetch first ? rows only", // at which
        // clients
        "select where CLIENT_ID=? and REALM_ID=? order by STARTED_AT desc,ID desc offset ? rows fetch first ? rows only", // removed clients'
        "delete where ID in (?) and REALM_ID=? and STARTED_AT<?",
        "delete where ID in (?) and REALM_ID=? and CLIENT_ID=? and STARTED_AT<?",
        "delete where ID in (?) and REALM_ID=? and USER_ID=? and STARTED_AT<?"
    };

    private static final List<String> TABLES = List.of(
            "TOKEN_FAMILY",
            "TOKEN_FAMILY_INCIDENT",
            "TOKEN_FAMILY_END",
            "TOKEN_FAMILY_STATISTIC",
            "TOKEN_FAMILY_USERS");

    private final Postgres database;
    private final int plansBefore;

    PostgresStoreIT(KeycloakServer server, Postgres database) {
        super(server, database);
        this.database = database;
        ManyFamilies others = new ManyFamilies(database);
        others.active(OTHERS, now() + 1000 * 24 * 3600);
        others.incidents(OTHERS, now());
        others.ends(OTHERS, now() * 1000);
        others.statistics(OTHERS, Period.dayOf(now()));
        others.counted();
        plansBefore = QueryPlans.loggedBy(database).size();
    }

    /** The contract has all of them run, the purge's too, often enough for PostgreSQL to settle on a plan. */
    @AfterAll
    void thenEveryStatementUsedAnIndex() {
        List<Plan> plans = QueryPlans.loggedBy(database).stream()
                .skip(plansBefore)
                .filter(plan -> plan.statement().contains("TOKEN_FAMILY"))
                .filter(plan -> !plan.statement().startsWith("select *")) // the tests' own, and others of theirs,
                .filter(plan ->
                        plan.statement().matches("(?s).*(\\$|1_0).*")) // without parameters or Hibernate's names
                .toList();
        assertThat(plans.stream()
                        .filter(plan -> plan.statement().matches("(?s).*\\bTOKEN_FAMILY\\b.*"))
                        .map(Plan::kind))
                .containsOnly(KINDS);
        for (String table : TABLES) {
            assertThat(plans).filteredOn(plan -> plan.reads(table)).isNotEmpty();
            assertThat(plans).filteredOn(plan -> plan.scansAllOf(table)).isEmpty();
        }
    }

    static final class OnPostgres extends OwnDatabase {

        private static final Duration SOON = Duration.ofMinutes(20);

        OnPostgres() {
            super("postgres");
        }

        @Override
        public Database database(Path directory) {
            Map<String, String> settings = new HashMap<>(QueryPlans.settings());
            settings.put("timezone", new TurningBack(Instant.now().plus(SOON)).posix());
            return Postgres.prepared(directory, settings);
        }
    }
}
