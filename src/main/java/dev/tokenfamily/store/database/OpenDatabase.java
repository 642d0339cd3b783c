package dev.tokenfamily.store.database;

import io.agroal.api.AgroalDataSource;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * The database once it is open, by Keycloak's Hibernate.
 *
 * @param connections for what refreshes or revokes
 * @param others for whatever is done aside
 * @param ofProbe the one that nobody else uses
 */
record OpenDatabase(
        SessionFactoryImplementor hibernate,
        Contention contention,
        OwnConnections connections,
        OwnConnections others,
        OwnConnections ofProbe,
        DetachedSessions sessions)
        implements AutoCloseable {

    private static final int OTHER_CONNECTIONS = 5;

    static OpenDatabase of(KeycloakSessionFactory factory, int maxConnections) throws SQLException {
        SessionFactoryImplementor hibernate =
                KeycloakModelUtils.runJobInTransactionWithResult(factory, OpenDatabase::hibernate);
        AgroalDataSource ofKeycloak = hibernate
                .getServiceRegistry()
                .requireService(ConnectionProvider.class)
                .unwrap(AgroalDataSource.class);
        return new OpenDatabase(
                hibernate,
                Contention.of(hibernate.getJdbcServices().getDialect()),
                OwnConnections.like(ofKeycloak, maxConnections),
                OwnConnections.like(ofKeycloak, Math.min(OTHER_CONNECTIONS, maxConnections)),
                OwnConnections.like(ofKeycloak, 1),
                new DetachedSessions(hibernate, factory));
    }

    private static SessionFactoryImplementor hibernate(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .getEntityManagerFactory()
                .unwrap(SessionFactoryImplementor.class);
    }

    Dialect dialect() {
        return hibernate.getJdbcServices().getDialect();
    }

    /** Work on a connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Runs one statement, which the database commits by itself; again if others were in its way. */
    <T> T runOne(OwnConnections pool, Work<T> work) throws SQLException {
        return contention.survived(() -> {
            try (Connection connection = pool.get()) {
                connection.setAutoCommit(true);
                return work.on(connection);
            }
        });
    }

    /** Commits the work when it is done; does it again if others were in its way. */
    <T> T transact(OwnConnections pool, Function<EntityManager, T> work) throws SQLException {
        return contention.survived(() -> {
            try (Connection connection = pool.get()) {
                return committed(connection, work);
            }
        });
    }

    private <T> T committed(Connection connection, Function<EntityManager, T> work) throws SQLException {
        connection.setAutoCommit(false);
        boolean committed = false;
        try {
            T result = sessions.change(connection, work);
            connection.commit();
            committed = true;
            return result;
        } finally {
            if (!committed) {
                connection.rollback();
            }
        }
    }

    /** A pool does not find out by itself that its only connection is dead, if it is asked for often enough. */
    boolean answersProbe() {
        boolean answers = ofProbe.answers();
        if (!answers) {
            ofProbe.renew();
        }
        return answers;
    }

    @Override
    public void close() {
        ofProbe.close();
        others.close();
        connections.close();
    }
}
