package dev.tokenfamily.live;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** How much of the disk a family takes. */
final class RowSize {

    private static final int ROTATIONS = 100;

    /** Shorter than anybody's, so that a hundred of them pass in a hundred seconds. */
    private static final int ACCESS_TOKEN_SECONDS = 1;

    private RowSize() {}

    /**
     * In bytes, with its share of the indexes, in a table of so many: after a hundred rotations, one whenever the access
     * token has expired, as clients do.
     */
    static double of(MeasuredServer server, int families) {
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
        return number(database, "select pg_total_relation_size('token_family')")
                / (double) number(database, "select count(*) from token_family");
    }

    private static long number(Postgres database, String query) {
        return Long.parseLong(database.query(query).get(0));
    }
}
