package dev.tokenfamily.harness.server;

import dev.tokenfamily.family.Owner;

/** Rows as a large installation has them, written by SQL: of 5 realms, 50 clients and 50,000 users, a second apart. */
public final class ManyFamilies {

    private final Postgres database;

    public ManyFamilies(Postgres database) {
        this.database = database;
    }

    /** Needed until one of the hundred hours from that one on. */
    public void active(int rows, long keepUntil) {
        insert(rows, ANYBODY, keepUntil, false, "null, null");
    }

    /** The same. */
    public void revoked(int rows, long keepUntil) {
        insert(rows, ANYBODY, keepUntil, false, "1700000000, 'REUSE'");
    }

    /** With tokens that never expire, of sessions that are gone. */
    public void orphaned(int rows, long keepUntil) {
        insert(rows, ANYBODY, keepUntil, true, "null, null");
    }

    /** With tokens that never expire, of this owner. */
    public void endless(int rows, Owner owner, long keepUntil) {
        String columns = "'%s', '%s', '%s', '%s'"
                .formatted(owner.realmId(), owner.clientId(), owner.userId(), owner.sessionId());
        insert(rows, columns, keepUntil, true, "null, null");
    }

    /** Of as many families, a second apart until then. */
    public void incidents(int rows, long last) {
        database.execute("insert into token_family_incident select gen_random_uuid(), gen_random_uuid(), " + ANYBODY
                + ", false, " + last
                + " - n, 'stale-lineage', 1, 3, '192.0.2.1', 'Agent', '192.0.2.2', 'Agent', 'family',"
                + " n % 2 = 0, 0, null from generate_series(1, " + rows + ") n");
    }

    /** What ended of as many families, a second apart until then, in epoch milliseconds. */
    public void ends(int rows, long last) {
        database.execute(
                "insert into token_family_end (id, family_id, realm_id, client_id, user_id, session_id, is_offline,"
                        + " ended_at, cause, actor) select gen_random_uuid(), gen_random_uuid(), " + ANYBODY
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

    private static final String ANYBODY = id("realm", "n % 5") + ", " + id("client", "n % 50") + ", "
            + id("user", "n % 50000") + ", " + id("session", "n / 2");

    private static String id(String kind, String number) {
        return "md5('" + kind + "' || " + number + ")::uuid";
    }

    private void insert(int rows, String owner, long keepUntil, boolean endless, String revocation) {
        database.execute("insert into token_family select gen_random_uuid(), " + owner + ", " + endless
                + ", 1700000000 + n, 3, 'onrtro:' || gen_random_uuid(), 1700000900, 1700086400, 1700000900, '192.0.2.1',"
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
