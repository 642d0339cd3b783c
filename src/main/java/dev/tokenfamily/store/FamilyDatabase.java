package dev.tokenfamily.store;

import io.agroal.api.AgroalDataSource;
import jakarta.persistence.EntityManager;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.transaction.JtaTransactionManagerLookup;

/**
 * Keycloak's database, over connections of our own. A request holds one of Keycloak's connections while it waits for
 * us: if we took a second one from the same pool, enough requests at once would wait for each other (ADR 5).
 */
final class FamilyDatabase implements AutoCloseable {

    private final SessionFactoryImplementor hibernate;
    private final TransactionManager jta;
    private final OwnConnections connections;

    private FamilyDatabase(SessionFactoryImplementor hibernate, TransactionManager jta, OwnConnections connections) {
        this.hibernate = hibernate;
        this.jta = jta;
        this.connections = connections;
    }

    static FamilyDatabase open(KeycloakSessionFactory factory, int maxConnections) throws SQLException {
        SessionFactoryImplementor hibernate =
                KeycloakModelUtils.runJobInTransactionWithResult(factory, FamilyDatabase::hibernate);
        AgroalDataSource keycloaks = hibernate
                .getServiceRegistry()
                .requireService(ConnectionProvider.class)
                .unwrap(AgroalDataSource.class);
        TransactionManager jta = ((JtaTransactionManagerLookup)
                        factory.getProviderFactory(JtaTransactionManagerLookup.class))
                .getTransactionManager();
        return new FamilyDatabase(hibernate, jta, OwnConnections.like(keycloaks, maxConnections));
    }

    private static SessionFactoryImplementor hibernate(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .getEntityManagerFactory()
                .unwrap(SessionFactoryImplementor.class);
    }

    /** Runs the work in a transaction of its own, committed when this returns. */
    <T> T inTransaction(Function<EntityManager, T> work) throws SQLException {
        try (Connection connection = connections.get()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                T result = apartFromRequest(connection, work);
                connection.commit();
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    connection.rollback();
                }
            }
        }
    }

    private <T> T apartFromRequest(Connection connection, Function<EntityManager, T> work) {
        try {
            @Nullable Transaction ofRequest = jta.suspend();
            try (Session session =
                    hibernate.withOptions().connection(connection).openSession()) {
                return flushed(session, work);
            } finally {
                if (ofRequest != null) {
                    jta.resume(ofRequest);
                }
            }
        } catch (InvalidTransactionException | NotSupportedException | SystemException e) {
            throw new IllegalStateException("JTA failed", e);
        }
    }

    /** Hibernate asks for a JTA transaction, which has no part in our connection and so nothing to commit. */
    private <T> T flushed(Session session, Function<EntityManager, T> work)
            throws NotSupportedException, SystemException {
        jta.begin();
        try {
            session.joinTransaction();
            T result = work.apply(session);
            session.flush();
            return result;
        } finally {
            jta.rollback();
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
