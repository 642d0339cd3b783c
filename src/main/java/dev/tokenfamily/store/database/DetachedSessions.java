package dev.tokenfamily.store.database;

import jakarta.persistence.EntityManager;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.transaction.JtaTransactionManagerLookup;

/** Keycloak's Hibernate on a connection that it is given, with no part in the request's transaction. */
final class DetachedSessions {

    private final SessionFactory hibernate;
    private final TransactionManager jta;

    DetachedSessions(SessionFactory hibernate, KeycloakSessionFactory factory) {
        this.hibernate = hibernate;
        this.jta = ((JtaTransactionManagerLookup) factory.getProviderFactory(JtaTransactionManagerLookup.class))
                .getTransactionManager();
    }

    /** Does work that changes nothing. */
    <T> T query(Connection connection, Function<EntityManager, T> work) {
        try (Session session = hibernate
                .withOptions()
                .connection(connection)
                .autoJoinTransactions(false)
                .openSession()) {
            return work.apply(session);
        }
    }

    /** Does the work and flushes it; the connection is the caller's to commit. */
    <T> T change(Connection connection, Function<EntityManager, T> work) {
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
        } catch (InvalidTransactionException
                | NotSupportedException
                | RollbackException
                | HeuristicMixedException
                | HeuristicRollbackException
                | SystemException e) {
            throw new IllegalStateException("JTA failed", e);
        }
    }

    /** Hibernate asks for a JTA transaction. The connection has no part in it, so that it has nothing to commit. */
    private <T> T flushed(Session session, Function<EntityManager, T> work)
            throws NotSupportedException, SystemException, RollbackException, HeuristicMixedException,
                    HeuristicRollbackException {
        jta.begin();
        try {
            session.joinTransaction();
            T result = work.apply(session);
            session.flush();
            jta.commit();
            return result;
        } finally {
            if (jta.getStatus() != Status.STATUS_NO_TRANSACTION) {
                jta.rollback();
            }
        }
    }
}
