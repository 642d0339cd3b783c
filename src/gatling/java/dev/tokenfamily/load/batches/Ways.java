package dev.tokenfamily.load.batches;

import dev.tokenfamily.store.family.ReplacedRows;
import dev.tokenfamily.store.family.ReplacedRows.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How replacements can be sent to a database at that port. */
final class Ways implements AutoCloseable {

    /** As many connections as the store has. */
    private static final int POOL = 10;

    private static final int LARGER_POOL = 50;

    /** In one trip: more would not be one, since PostgreSQL's driver waits for answers in between. */
    private static final int MOST = 64;

    private final Connections pool;
    private final Connections largerPool;
    private final ReplacedRows rows;
    private final List<Way> all;

    Ways(Database database, int port) throws SQLException {
        pool = database.connections(POOL, port);
        largerPool = database.connections(LARGER_POOL, port);
        rows = database.statements();
        all = List.of(
                new Way("alone", change -> alone(pool, change)),
                new Way("alone, again", change -> alone(pool, change)),
                new Way("alone, 50 connections", change -> alone(largerPool, change)),
                new Way("shared beyond 10 trips", sharing(POOL, rows::inOneTrip)::done),
                new Way("shared beyond 10 trips, of one statement", sharing(POOL, rows::inOneStatement)::done),
                new Way("shared beyond 1 trip", sharing(1, rows::inOneTrip)::done));
    }

    /** One of them. */
    record Way(String name, Callers.Replacing replacing) {}

    private interface Many {
        List<Boolean> on(Connection connection, List<Change> changes) throws SQLException;
    }

    /** The first is as it is today, the second the same again. */
    List<Way> all() {
        return all;
    }

    private boolean alone(Connections connections, Change change) throws SQLException, InterruptedException {
        return connections.on(connection -> rows.alone(connection, change));
    }

    private SharedTrips<Change> sharing(int trips, Many many) {
        return new SharedTrips<>(
                trips,
                MOST,
                change -> alone(pool, change),
                changes -> pool.on(connection -> many.on(connection, changes)));
    }

    @Override
    public void close() throws SQLException {
        pool.close();
        largerPool.close();
    }
}
