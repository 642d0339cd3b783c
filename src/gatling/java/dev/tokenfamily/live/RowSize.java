package dev.tokenfamily.live;

import java.util.stream.IntStream;

/** How much of the disk a family takes. */
final class RowSize {

    private static final int ROTATIONS = 100;

    private RowSize() {}

    /** In bytes, with its share of the indexes, after it was rotated a hundred times; in a table of so many of them only. */
    static double of(MeasuredServer server, TestRealm realm, int families) {
        App app = new App(realm.url(), "app", null);
        IntStream.range(0, families).parallel().forEach(family -> {
            Tokens tokens = app.login("alice");
            for (int rotation = 0; rotation < ROTATIONS; rotation++) {
                tokens = app.refreshed(tokens);
            }
        });
        Postgres database = server.postgres();
        database.execute("vacuum token_family");
        return number(database, "select pg_total_relation_size('token_family')")
                / (double) number(database, "select count(*) from token_family");
    }

    private static long number(Postgres database, String query) {
        return Long.parseLong(database.query(query).get(0));
    }
}
