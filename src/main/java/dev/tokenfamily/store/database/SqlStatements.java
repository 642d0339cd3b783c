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
     */
    public interface Execution<S> {

        /** Runs it; true if it finds the row that it is for. */
        boolean run(S statements, Connection connection) throws SQLException;
    }

    /**
     * Runs a statement of a refresh, again if others were in its way; true if it finds the row that it is for.
     *
     * @throws StoreUnavailableException whatever the database fails with
     */
    public boolean run(Execution<S> execution) {
        return FamilyDatabase.orUnavailable(() -> {
            OpenDatabase open = database.opened();
            return run(execution, open, open.connections());
        });
    }

    /**
     * Runs a statement aside, where no refresh waits for it, again if others were in its way; true if it finds the row that
     * it is
     * for. How long it may wait for a locked table is for the statement to say ({@link FamilyDatabase#PATIENCE_SECONDS}).
     *
     * @throws SQLException or whatever the pool makes of it, if the database fails
     */
    public boolean runAside(Execution<S> execution) throws SQLException {
        OpenDatabase open = database.opened();
        return run(execution, open, open.others());
    }

    private boolean run(Execution<S> execution, OpenDatabase open, OwnConnections pool) throws SQLException {
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
