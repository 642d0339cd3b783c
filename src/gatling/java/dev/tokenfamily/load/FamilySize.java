package dev.tokenfamily.load;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.Postgres;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * How much of the disk a family takes, in bytes.
 *
 * @param row the values of its row
 * @param table its share of the table, with what PostgreSQL keeps free in it
 * @param indexes its share of those
 */
record FamilySize(double row, double table, double indexes) {

    private static final int ROTATIONS = 100;

    /** Shorter than anybody's, so that a hundred of them pass in a hundred seconds. */
    private static final int ACCESS_TOKEN_SECONDS = 1;

    /**
     * In a table of so many: after a hundred rotations, one whenever the access token has expired, as clients do.
     */
    static FamilySize of(MeasuredServer server, int families) {
        TestRealm realm =
                server.realm("size", Map.of(), settings -> settings.setAccessTokenLifespan(ACCESS_TOKEN_SECONDS));
        App app = new App(realm.url(), "app", null);
        List<Tokens> tokens = IntStream.range(0, families)
                .parallel()
                .mapToObj(family -> app.login("alice"))
                .toList();
        for (int rotation = 0; rotation < ROTATIONS; rotation++) {
            long due = System.nanoTime() + ACCESS_TOKEN_SECONDS * 1_000_000_000L;
            tokens = tokens.parallelStream().map(app::refreshed).toList();
            LockSupport.parkNanos(due - System.nanoTime());
        }
        Postgres database = server.postgres();
        database.execute("vacuum token_family");
        double rows = number(database, "count(*) from token_family");
        return new FamilySize(
                number(database, "sum(pg_column_size(f.*)) from token_family f") / rows,
                number(database, "pg_table_size('token_family')") / rows,
                number(database, "pg_indexes_size('token_family')") / rows);
    }

    private static double number(Postgres database, String expression) {
        return Double.parseDouble(database.query("select " + expression).get(0));
    }

    double onDisk() {
        return table + indexes;
    }
}
