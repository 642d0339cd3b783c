package dev.tokenfamily.store.database;

import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.store.family.FamilyReplacement;
import dev.tokenfamily.store.family.RetryRecord;
import dev.tokenfamily.store.incident.IncidentRepeat;
import io.agroal.api.AgroalDataSource;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Keycloak's database, over connections of our own. A request holds one of Keycloak's connections while it waits for
 * us: if we took a second one from the same pool, enough requests at once would wait for each other (ADR 5).
 */
public final class FamilyDatabase implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(FamilyDatabase.class);

    /** For whatever is not needed to refresh or to revoke. */
    private static final int OTHER_CONNECTIONS = 5;

    private static final int PATIENCE_SECONDS = 2;

    private final KeycloakSessionFactory factory;
    private final int maxConnections;
    private @Nullable Access access;

    /** Opened when it is first used. */
    public FamilyDatabase(KeycloakSessionFactory factory, int maxConnections) {
        this.factory = factory;
        this.maxConnections = maxConnections;
    }

    /**
     * Runs the work in a transaction of its own, committed when this returns. Runs it again if others were in its way
     * ({@link Contention}), of which nothing is left then.
     *
     * @throws StoreUnavailableException whatever the database fails with
     */
    public <T> T inTransaction(Function<EntityManager, T> work) {
        return waitedFor((access, connection) -> committed(connection, access.sessions, work));
    }

    /** The same for work that only looks. */
    public <T> T inOneQuery(Function<EntityManager, T> work) {
        return waitedFor((access, connection) -> access.sessions.lookingWith(connection, work));
    }

    /** The same for one statement, which the database commits by itself: that saves a round trip. */
    public boolean inOneStatement(Statement work) {
        return waitedFor((access, connection) -> work.run(access.statements, connection));
    }

    /** Which statement; true if it finds the row that it is for. */
    public interface Statement {
        boolean run(Statements statements, Connection connection) throws SQLException;
    }

    /** Those in SQL. */
    public record Statements(FamilyReplacement replacement, RetryRecord retries, IncidentRepeat repeat) {}

    private interface Work<T> {
        T on(Access access, Connection connection) throws SQLException;
    }

    private <T> T waitedFor(Work<T> work) {
        return orUnavailable(() -> {
            Access access = access();
            return access.contention.survived(() -> inOneAttempt(access, access.connections, work));
        });
    }

    private static <T> T inOneAttempt(Access access, OwnConnections pool, Work<T> work) throws SQLException {
        try (Connection connection = pool.get()) {
            connection.setAutoCommit(true);
            return work.on(access, connection);
        }
    }

    /**
     * The same for work that no refresh waits for. It has connections of its own: whatever holds it up, a table that is locked or
     * an admin who asks for much, families are refreshed and revoked (ADR 16).
     */
    public <T> T aside(Function<EntityManager, T> work) throws SQLException {
        Access access = access();
        return access.contention.survived(() -> {
            try (Connection connection = access.others.get()) {
                return committed(connection, access.sessions, work);
            }
        });
    }

    /** Likewise aside, but it fails after two seconds rather than to wait for a table that somebody has locked. */
    public <T> T briefly(Function<EntityManager, T> work) throws SQLException {
        return aside(em -> {
            em.unwrap(SharedSessionContractImplementor.class)
                    .getJdbcCoordinator()
                    .setTransactionTimeOut(PATIENCE_SECONDS);
            return work.apply(em);
        });
    }

    /** The same for one statement, which the database commits by itself. */
    public boolean brieflyInOneStatement(Statement work) throws SQLException {
        Access access = access();
        return access.contention.survived(() ->
                inOneAttempt(access, access.others, (opened, connection) -> work.run(opened.statements, connection)));
    }

    /**
     * Likewise aside, what an admin asks for, or the purge.
     *
     * @throws StoreUnavailableException whatever the database fails with
     */
    public <T> T lookUp(Function<EntityManager, T> work) {
        return orUnavailable(() -> aside(work));
    }

    /** Whatever the database fails with. */
    public static <T> T orUnavailable(Contention.Attempt<T> attempt) {
        try {
            return attempt.run();
        } catch (SQLException | RuntimeException e) {
            throw failed(e);
        }
    }

    /** So many of those ids as one statement may have on this database. */
    public int idsAtOnce(int wanted) {
        return orUnavailable(() -> Math.min(wanted, Sql.mostIds(access().dialect)));
    }

    /** Hibernate, the pool, JTA and Keycloak's proxies throw a dozen types for a database that fails. */
    public static StoreUnavailableException failed(Exception cause) {
        return new StoreUnavailableException("The database of the token families failed", cause);
    }

    private static <T> T committed(Connection connection, DetachedSessions sessions, Function<EntityManager, T> work)
            throws SQLException {
        connection.setAutoCommit(false);
        boolean committed = false;
        try {
            T result = sessions.with(connection, work);
            connection.commit();
            committed = true;
            return result;
        } finally {
            if (!committed) {
                connection.rollback();
            }
        }
    }

    /**
     * What asks whether the database is there.
     *
     * @param answered is told of every answer
     */
    public DatabaseProbe probe(Runnable answered) {
        return new DatabaseProbe(this::answersProbe, () -> answers(access -> access.connections.answers()), answered);
    }

    /** A pool does not find out by itself that its only connection is dead, if it is asked for often enough. */
    private boolean answersProbe() {
        return answers(access -> {
            boolean answers = access.ofProbe.answers();
            if (!answers) {
                access.ofProbe.renew();
            }
            return answers;
        });
    }

    private boolean answers(Predicate<Access> asking) {
        try {
            return asking.test(access());
        } catch (SQLException | RuntimeException e) { // whatever the database fails with
            LOG.debug("The database cannot be asked", e);
            return false;
        }
    }

    private record Access(
            Dialect dialect,
            Contention contention,
            OwnConnections connections,
            OwnConnections others,
            OwnConnections ofProbe,
            DetachedSessions sessions,
            Statements statements) {}

    private synchronized Access access() throws SQLException {
        Access opened = access;
        if (opened == null) {
            SessionFactoryImplementor hibernate =
                    KeycloakModelUtils.runJobInTransactionWithResult(factory, FamilyDatabase::hibernate);
            AgroalDataSource ofKeycloak = hibernate
                    .getServiceRegistry()
                    .requireService(ConnectionProvider.class)
                    .unwrap(AgroalDataSource.class);
            Dialect dialect = hibernate.getJdbcServices().getDialect();
            opened = new Access(
                    dialect,
                    Contention.of(dialect),
                    OwnConnections.like(ofKeycloak, maxConnections),
                    OwnConnections.like(ofKeycloak, Math.min(OTHER_CONNECTIONS, maxConnections)),
                    OwnConnections.like(ofKeycloak, 1),
                    new DetachedSessions(hibernate, factory),
                    new Statements(
                            new FamilyReplacement(hibernate),
                            new RetryRecord(hibernate),
                            new IncidentRepeat(hibernate, PATIENCE_SECONDS)));
            access = opened;
        }
        return opened;
    }

    private static SessionFactoryImplementor hibernate(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .getEntityManagerFactory()
                .unwrap(SessionFactoryImplementor.class);
    }

    @Override
    public synchronized void close() {
        if (access != null) {
            access.ofProbe.close();
            access.others.close();
            access.connections.close();
        }
    }
}
