package dev.tokenfamily.load.batches;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.harness.server.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A row that somebody holds, and one who wants to replace it. */
final class LockedRow implements AutoCloseable {

    private final Connection holder;
    private final Thread waiting;

    private LockedRow(Connection holder, Thread waiting) {
        this.holder = holder;
        this.waiting = waiting;
    }

    static LockedRow of(Postgres postgres, Family family, Callers.Replacing replacing) throws SQLException {
        Connection holder = postgres.connect();
        holder.setAutoCommit(false);
        try (PreparedStatement lock =
                holder.prepareStatement("select 1 from token_family where id = ? and realm_id = ? for update")) {
            lock.setString(1, family.id());
            lock.setString(2, family.owner().realmId());
            lock.execute();
        }
        Thread waiting = new Thread(() -> replace(family, replacing));
        waiting.start();
        return new LockedRow(holder, waiting);
    }

    /** By then its change is no longer fresh, or it is made: nobody asks. */
    private static void replace(Family family, Callers.Replacing replacing) {
        try {
            replacing.done(Callers.change(family));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stillWaitedFor() {
        if (!waiting.isAlive()) {
            throw new IllegalStateException("It did not wait");
        }
    }

    @Override
    public void close() throws SQLException {
        holder.close();
        try {
            waiting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
