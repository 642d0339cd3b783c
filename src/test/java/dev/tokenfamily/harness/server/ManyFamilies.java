package dev.tokenfamily.harness.server;

import dev.tokenfamily.family.Owner;
import java.util.List;

/** Rows as a large installation has them, written by SQL, a second apart. */
public final class ManyFamilies {

    /** The second before the first of them begins, epoch seconds. */
    public static final long FIRST = 1_700_000_000;

    private static final String ANYBODY = id("realm", "n % 5") + ", " + id("client", "n % 50") + ", "
            + id("user", "n % 50000") + ", " + id("session", "n / 2");

    private final Postgres database;

    /** Whose the row {@code n} is, in SQL: realm, client, user, session. */
    private final String anybody;

    /** Of 5 realms, 50 clients and 50,000 users, who are nowhere else. */
    public ManyFamilies(Postgres database) {
        this(database, ANYBODY);
    }

    private ManyFamilies(Postgres database, String anybody) {
        this.database = database;
        this.anybody = anybody;
    }

    /** Of one realm, these clients of it, and so many users, whom Keycloak gets as well: user-0, user-1 and so on. */
    public static ManyFamilies of(Postgres database, String realmId, List<String> clientIds, int users) {
        String user = "user of " + realmId;
        database.execute("insert into user_entity (id, realm_id, username, email_constraint, email_verified, enabled)"
                + " select " + id(user, "n") + ", '" + realmId + "', 'user-' || n, " + id(user, "n")
                + ", false, true from generate_series(0, " + (users - 1) + ") n");
        String clients = "(array['" + String.join("', '", clientIds) + "'])[1 + n % " + clientIds.size() + "]";
        return new ManyFamilies(
                database,
                "'" + realmId + "', " + clients + ", " + id(user, "n % " + users) + ", "
                        + id("session of " + realmId, "n / 2"));
    }

    /** Needed until one of the hundred hours from that one on. */
    public void active(int rows, long keepUntil) {
        insert(rows, anybody, keepUntil, false, "null, null");
    }

    /** The same. */
    public void revoked(int rows, long keepUntil) {
        insert(rows, anybody, keepUntil, false, "1700000000, 'REUSE'");
    }

    /** With tokens that never expire, of sessions that are gone. */
    public void orphaned(int rows, long keepUntil) {
        insert(rows, anybody, keepUntil, true, "null, null");
    }

    /** With tokens that never expire, of this owner. */
    public void endless(int rows, Owner owner, long keepUntil) {
        String columns = "'%s', '%s', '%s', '%s'"
                .formatted(owner.realmId(), owner.clientId(), owner.userId(), owner.sessionId());
        insert(rows, columns, keepUntil, true, "null, null");
    }

    /** Of as many families, a second apart until then. */
    public void incidents(int rows, long last) {
        database.execute("insert into token_family_incident select gen_random_uuid(), gen_random_uuid(), " + anybody
                + ", false, " + last
                + " - n, 'stale-lineage', 1, 3, '192.0.2.1', 'Agent', '192.0.2.2', 'Agent', 'family',"
                + " n % 2 = 0, 0, null from generate_series(1, " + rows + ") n");
    }

    /** What ended of as many families, a second apart until then, in epoch milliseconds. */
    public void ends(int rows, long last) {
        database.execute(
                "insert into token_family_end (id, family_id, realm_id, client_id, user_id, session_id, is_offline,"
                        + " ended_at, cause, actor) select gen_random_uuid(), gen_random_uuid(), " + anybody
                        + ", false, " + last
                        + " - 1000 * n, 'LOGOUT', 'USER' from generate_series(1, " + rows + ") n");
    }

    /** Ten rows of one measure for each client and day, until that day, in as many realms as needed. */
    public void statistics(int rows, long lastDay) {
        String clientDay = id("realm", "n / 4500") + ", " + id("client", "n / 90") + ", " + lastDay + " - n % 90, ";
        String clientDays = " from generate_series(1, " + rows / 10 + ") n";
        database.execute("insert into token_family_statistic select " + clientDay + "'ROTATE', bucket, 1" + clientDays
                + ", generate_series(1, 10) bucket");
        database.execute("insert into token_family_users select " + clientDay + "'ALL', ''" + clientDays);
    }

    /** Thirty rows for each of these clients and of so many days until the last one. */
    public void statistics(String realmId, List<String> clientIds, int days, long lastDay) {
        String clientDay = "'" + realmId + "', client, " + lastDay + " - ago, ";
        String clientDays = " from unnest(array['" + String.join("', '", clientIds) + "']) client, generate_series(0, "
                + (days - 1) + ") ago";
        database.execute("insert into token_family_statistic select " + clientDay + "measure, bucket, 1" + clientDays
                + ", unnest(array['ROTATE', 'RETRY_DELAY', 'GRACE_NEEDED']) measure, generate_series(1, 10) bucket");
        database.execute("insert into token_family_users select " + clientDay + "'ALL', ''" + clientDays);
    }

    private static String id(String kind, String number) {
        return "md5('" + kind + "' || " + number + ")::uuid";
    }

    private void insert(int rows, String owner, long keepUntil, boolean endless, String revocation) {
        database.execute("insert into token_family select gen_random_uuid(), " + owner + ", " + endless
                + ", " + FIRST
                + " + n, 3, 'onrtro:' || gen_random_uuid(), 1700000900, 1700086400, 1700000900, '192.0.2.1',"
                + " 1700000910, 3, false, 0, 0, 1700000300, '192.0.2.1', 1700000900, '192.0.2.1', 'onrtrt:'"
                + " || gen_random_uuid() || '@1700001200', 0, " + keepUntil + " + 3600 * (n % 100), " + endless
                + ", " + revocation + " from generate_series(1, " + rows + ") n");
    }

    /** As autovacuum does sooner or later. */
    public void counted() {
        database.execute(
                "vacuum analyze token_family, token_family_incident, token_family_end, token_family_statistic, token_family_users");
    }
}
