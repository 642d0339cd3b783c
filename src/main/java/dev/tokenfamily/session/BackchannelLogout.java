package dev.tokenfamily.session;

import dev.tokenfamily.log.LogField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.http.client.entity.UrlEncodedFormEntity;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.message.BasicNameValuePair;
import org.jboss.logging.Logger;
import org.keycloak.OAuth2Constants;
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
final class BackchannelLogout {

    private static final Logger LOG = Logger.getLogger(BackchannelLogout.class);

    private final List<LogoutRequest> requests;

    private BackchannelLogout(List<LogoutRequest> requests) {
        this.requests = requests;
    }

    /** Makes a logout token for each client of those sessions that has a back-channel logout URL. */
    static BackchannelLogout prepare(KeycloakSession session, List<UserSessionModel> userSessions) {
        List<LogoutRequest> requests = new ArrayList<>();
        for (UserSessionModel userSession : userSessions) {
            for (AuthenticatedClientSessionModel clientSession :
                    userSession.getAuthenticatedClientSessions().values()) {
                ClientModel client = clientSession.getClient();
                String url = ResourceAdminManager.getBackchannelLogoutUrl(session, client);
                if (url != null) {
                    requests.add(
                            new LogoutRequest(client.getClientId(), url, logoutToken(session, client, clientSession)));
                }
            }
        }
        return new BackchannelLogout(requests);
    }

    private static String logoutToken(
            KeycloakSession session, ClientModel client, AuthenticatedClientSessionModel clientSession) {
        session.getContext().setClient(client);
        return session.tokens()
                .encode(session.tokens()
                        .initLogoutToken(client, clientSession.getUserSession().getUser(), clientSession));
    }

    /** Sends each request as a piece of work of its own, so that others of the realm come between; none after a rollback. */
    void sendAfterCommit(KeycloakSession session, Executor executor) {
        if (requests.isEmpty()) {
            return;
        }
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                requests.forEach(request -> send(request, factory, executor));
            }

            @Override
            protected void rollbackImpl() {
                // the sessions live on
            }
        });
    }

    private static void send(LogoutRequest request, KeycloakSessionFactory factory, Executor executor) {
        try {
            executor.execute(() -> KeycloakModelUtils.runJobInTransaction(
                    factory,
                    session -> request.send(
                            session.getProvider(HttpClientProvider.class).getHttpClient(), LogoutRequest.DEADLINE)));
        } catch (RejectedExecutionException e) { // too many wait already, or the server stops
            LOG.warnf(e, "Client %s is not told of a back-channel logout", LogField.of(request.clientId()));
        }
    }

    /**
     * What one client is to be told of one ended session.
     *
     * @param clientId the {@code client_id}, for the log
     * @param url to which the client wants to have it
     * @param logoutToken signed
     */
    record LogoutRequest(String clientId, String url, String logoutToken) {

        /** For the whole exchange: a client that answers a byte at a time is never silent for long. */
        static final Duration DEADLINE = Duration.ofSeconds(10);

        /** Returns when the client has answered, whatever it says, or at the deadline; the log tells of a failure. */
        void send(CloseableHttpClient http, Duration deadline) {
            try {
                HttpPost post = new HttpPost(url);
                post.setEntity(new UrlEncodedFormEntity(
                        List.of(new BasicNameValuePair(OAuth2Constants.LOGOUT_TOKEN, logoutToken)),
                        StandardCharsets.UTF_8));
                int status = status(http, post, deadline);
                LOG.debugf("Client %s answered its back-channel logout with %d", clientId, status);
            } catch (IOException | IllegalArgumentException e) { // unreachable, or not a URL
                LOG.warnf(e, "Client %s could not be told of a back-channel logout", LogField.of(clientId));
            }
        }

        private static int status(CloseableHttpClient http, HttpPost post, Duration deadline) throws IOException {
            CompletableFuture<Void> atDeadline = CompletableFuture.runAsync(
                    post::abort, CompletableFuture.delayedExecutor(deadline.toMillis(), TimeUnit.MILLISECONDS));
            try (CloseableHttpResponse response = http.execute(post)) {
                return response.getStatusLine().getStatusCode();
            } finally {
                atDeadline.cancel(false);
            }
        }
    }
}
