package dev.tokenfamily.store.database;

import dev.tokenfamily.family.StoreUnavailableException;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Keycloak's database, over connections of our own. A request holds one of Keycloak's connections while it waits for
 * us: if we took a second one from the same pool, enough requests at once would wait for each other (ADR 5).
 *
 * <p>What refreshes or revokes has the most of them. Whatever else there is to do is done aside, on others: whatever holds that
 * up, a table that is locked or an admin who asks for much, families are refreshed and revoked (ADR 16).
 */
public final class FamilyDatabase implements AutoCloseable {

    /** For how long, in seconds, what a request has done aside may wait for a table that somebody has locked (ADR 16). */
    public static final int PATIENCE_SECONDS = 2;

    private static final Logger LOG = Logger.getLogger(FamilyDatabase.class);

    private final KeycloakSessionFactory factory;
    private final int maxConnections;
    private @Nullable OpenDatabase open;

    /**
     * Opens the database when it is first used.
     *
     * @param maxConnections for what refreshes or revokes, from 1
     */
    public FamilyDatabase(KeycloakSessionFactory factory, int maxConnections) {
        this.factory = factory;
        this.maxConnections = maxConnections;
    }

    /** Work on the database, of which nothing is left if it fails. */
    public interface Attempt<T> {

        /** Does the work once. */
        T run() throws SQLException;
    }

    /**
     * Does work of a refresh or a revocation in a transaction of its own, which is committed when this returns. Does it again
     * if
     * others were in its way ({@code Contention}), of which nothing is left then.
     *
     * @throws StoreUnavailableException whatever the database fails with
     */
    public <T> T transact(Function<EntityManager, T> work) {
        return orUnavailable(() -> {
            OpenDatabase database = opened();
            return database.transact(database.connections(), work);
        });
    }

    /**
     * Does work of a refresh that changes nothing, without a transaction around it.
     *
     * @throws StoreUnavailableException whatever the database fails with
     */
    public <T> T query(Function<EntityManager, T> work) {
        return orUnavailable(() -> {
            OpenDatabase database = opened();
            return database.runOne(
                    database.connections(), connection -> database.sessions().query(connection, work));
        });
    }

    /**
     * Does work that no refresh waits for, aside: in a transaction of its own, which is committed when this returns. Does it
     * again
     * if others were in its way.
     *
     * @throws StoreUnavailableException whatever the database fails with
     */
    public <T> T transactAside(Function<EntityManager, T> work) {
        return orUnavailable(() -> {
            OpenDatabase database = opened();
            return database.transact(database.others(), work);
        });
    }

    /**
     * Does work aside, in a transaction of its own, which is committed when this returns; but fails after
     * {@link #PATIENCE_SECONDS} rather than to wait for a table that somebody has locked.
     *
     * @throws SQLException or whatever Hibernate or the pool make of it, if the database fails
     */
    public <T> T transactBriefly(Function<EntityManager, T> work) throws SQLException {
        OpenDatabase database = opened();
        return database.transact(database.others(), em -> {
            em.unwrap(SharedSessionContractImplementor.class)
                    .getJdbcCoordinator()
                    .setTransactionTimeOut(PATIENCE_SECONDS);
            return work.apply(em);
        });
    }

    /**
     * Statements in SQL of our own, for work that is done too often to have Hibernate translate it each time. They are made
     * when
     * the first of them is run, and kept.
     *
     * @param making writes them for the product and the tables that this Hibernate knows
     */
    public <S> SqlStatements<S> prepare(Function<SessionFactoryImplementor, S> making) {
        return new SqlStatements<>(this, making);
    }

    /**
     * Makes the attempt, and calls whatever the database fails with unavailable: Hibernate, the pool, JTA and Keycloak's
     * proxies
     * throw a dozen types for it.
     *
     * @throws StoreUnavailableException if it fails
     */
    public static <T> T orUnavailable(Attempt<T> attempt) {
        try {
            return attempt.run();
        } catch (SQLException | RuntimeException e) {
            throw new StoreUnavailableException("The database of the token families failed", e);
        }
    }

    /**
     * How many of those ids one statement may have on this database.
     *
     * @throws StoreUnavailableException if the database cannot be opened
     */
    public int idsAtOnce(int wanted) {
        return orUnavailable(() -> Math.min(wanted, Sql.mostIds(opened().dialect())));
    }

    /**
     * What asks whether the database is there.
     *
     * @param answered is told of every answer
     */
    public DatabaseProbe probe(Runnable answered) {
        return new DatabaseProbe(
                () -> answers(OpenDatabase::answersProbe),
                () -> answers(database -> database.connections().answers()),
                answered);
    }

    private boolean answers(Predicate<OpenDatabase> asking) {
        try {
            return asking.test(opened());
        } catch (SQLException | RuntimeException e) { // whatever the database fails with
            LOG.debug("The database cannot be asked", e);
            return false;
        }
    }

    synchronized OpenDatabase opened() throws SQLException {
        OpenDatabase database = open;
        if (database == null) {
            database = OpenDatabase.of(factory, maxConnections);
            open = database;
        }
        return database;
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
        }
    }
}
