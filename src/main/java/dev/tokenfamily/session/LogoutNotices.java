package dev.tokenfamily.session;

import dev.tokenfamily.log.LogField;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;
import org.keycloak.connections.httpclient.HttpClientProvider;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.managers.ResourceAdminManager;

/**
 * Tells the clients of ended sessions (OpenID Connect Back-Channel Logout 1.0). The logout tokens are made while the
 * sessions still exist; they are sent when their end is committed, off the request's thread.
 */
final class LogoutNotices {

    private static final Logger LOG = Logger.getLogger(LogoutNotices.class);

    private final List<LogoutNotice> notices;

    private LogoutNotices(List<LogoutNotice> notices) {
        this.notices = notices;
    }

    static LogoutNotices prepare(KeycloakSession session, List<UserSessionModel> userSessions) {
        List<LogoutNotice> notices = new ArrayList<>();
        for (UserSessionModel userSession : userSessions) {
            for (AuthenticatedClientSessionModel clientSession :
                    userSession.getAuthenticatedClientSessions().values()) {
                ClientModel client = clientSession.getClient();
                String url = ResourceAdminManager.getBackchannelLogoutUrl(session, client);
                if (url != null) {
                    notices.add(
                            new LogoutNotice(client.getClientId(), url, logoutToken(session, client, clientSession)));
                }
            }
        }
        return new LogoutNotices(notices);
    }

    private static String logoutToken(
            KeycloakSession session, ClientModel client, AuthenticatedClientSessionModel clientSession) {
        session.getContext().setClient(client);
        return session.tokens()
                .encode(session.tokens()
                        .initLogoutToken(client, clientSession.getUserSession().getUser(), clientSession));
    }

    /** Each by itself, so that others of the realm come between. */
    void sendAfterCommit(KeycloakSession session, Executor executor) {
        if (notices.isEmpty()) {
            return;
        }
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                notices.forEach(notice -> send(notice, factory, executor));
            }

            @Override
            protected void rollbackImpl() {
                // the sessions live on
            }
        });
    }

    private static void send(LogoutNotice notice, KeycloakSessionFactory factory, Executor executor) {
        try {
            executor.execute(() -> KeycloakModelUtils.runJobInTransaction(
                    factory,
                    session -> notice.send(
                            session.getProvider(HttpClientProvider.class).getHttpClient(), LogoutNotice.DEADLINE)));
        } catch (RejectedExecutionException e) { // too many wait already, or the server stops
            LOG.warnf(e, "Client %s is not told of a back-channel logout", LogField.of(notice.clientId()));
        }
    }
}
