package dev.tokenfamily.store.database;

import dev.tokenfamily.family.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Statements in SQL of our own, each of which the database commits by itself: that saves a round trip. They are made once, when
 * the first of them is run, for only an open database tells of what kind it is.
 *
 * @param <S> what has them
 */
public final class SqlStatements<S> {

    private final FamilyDatabase database;
    private final Function<SessionFactoryImplementor, S> making;
    private volatile @Nullable S made;

    SqlStatements(FamilyDatabase database, Function<SessionFactoryImplementor, S> making) {
        this.database = database;
        this.making = making;
    }

    /**
     * Which of the statements is run, and with what.
     *
     * @param <S> what has them
     * @param <R> what it tells
     */
    public interface Execution<S, R> {

        /** Runs it, and tells what it has found. */
        R run(S statements, Connection connection) throws SQLException;
    }

    /**
     * Runs a statement of a refresh, again if others were in its way; true if it finds the row that it is for.
     *
     * @throws StoreUnavailableException whatever the database fails with
     */
    public boolean run(Execution<S, Boolean> execution) {
        return FamilyDatabase.orUnavailable(() -> {
            OpenDatabase open = database.opened();
            return run(execution, open, open.connections());
        });
    }

    /**
     * Runs statements aside, where no refresh waits for them, again if others were in their way, and tells what they do. How long they may wait for a locked table is for them to say ({@link FamilyDatabase#PATIENCE_SECONDS}).
     *
     * @throws SQLException or whatever the pool makes of it, if the database fails
     */
    public <R> R runAside(Execution<S, R> execution) throws SQLException {
        OpenDatabase open = database.opened();
        return run(execution, open, open.others());
    }

    private <R> R run(Execution<S, R> execution, OpenDatabase open, OwnConnections pool) throws SQLException {
        S statements = made(open);
        return open.runOne(pool, connection -> execution.run(statements, connection));
    }

    /** Two who come first at once make the same ones. */
    private S made(OpenDatabase open) {
        S known = made;
        if (known == null) {
            known = making.apply(open.hibernate());
            made = known;
        }
        return known;
    }
}
