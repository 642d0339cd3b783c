package dev.tokenfamily.revocation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.OAuth2Constants;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.http.simple.SimpleHttp;
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

    private final List<Notice> notices;

    private LogoutNotices(List<Notice> notices) {
        this.notices = notices;
    }

    private record Notice(String clientId, String url, String logoutToken) {}

    static LogoutNotices prepare(KeycloakSession session, List<UserSessionModel> userSessions) {
        List<Notice> notices = new ArrayList<>();
        for (UserSessionModel userSession : userSessions) {
            for (AuthenticatedClientSessionModel clientSession :
                    userSession.getAuthenticatedClientSessions().values()) {
                ClientModel client = clientSession.getClient();
                String url = ResourceAdminManager.getBackchannelLogoutUrl(session, client);
                if (url != null) {
                    notices.add(new Notice(client.getClientId(), url, logoutToken(session, client, clientSession)));
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

    void sendAfterCommit(KeycloakSession session) {
        if (notices.isEmpty()) {
            return;
        }
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                session.getProvider(ExecutorsProvider.class)
                        .getExecutor("token-family")
                        .execute(() -> KeycloakModelUtils.runJobInTransaction(factory, LogoutNotices.this::send));
            }

            @Override
            protected void rollbackImpl() {
                // the sessions live on
            }
        });
    }

    private void send(KeycloakSession session) {
        for (Notice notice : notices) {
            try {
                int status = SimpleHttp.create(session)
                        .doPost(notice.url())
                        .param(OAuth2Constants.LOGOUT_TOKEN, notice.logoutToken())
                        .asStatus();
                LOG.debugf("Client %s answered its back-channel logout with %d", notice.clientId(), status);
            } catch (IOException | IllegalArgumentException e) { // unreachable, or not a URL
                LOG.warnf(e, "Client %s could not be told of a back-channel logout", notice.clientId());
            }
        }
    }
}
