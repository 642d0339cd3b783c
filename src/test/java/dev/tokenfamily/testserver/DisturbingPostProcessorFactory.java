package dev.tokenfamily.testserver;

import org.keycloak.OAuthErrorException;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.protocol.oidc.token.TokenInterceptorException;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.protocol.oidc.token.TokenPostProcessorFactory;

/** Another extension's post-processor, at whose turn a {@link Disturbance} happens. */
public final class DisturbingPostProcessorFactory implements TokenPostProcessorFactory {

    @Override
    public TokenPostProcessor create(KeycloakSession session) {
        return context -> disturb(session, context);
    }

    private static void disturb(KeycloakSession session, TokenPostProcessorContext context) {
        switch (Disturbance.of(session)) {
            case REFUSED ->
                throw new TokenInterceptorException(OAuthErrorException.INVALID_REQUEST, "Refused on demand");
            case SESSION_ENDED ->
                endOfflineSession(session, context.accessToken().getSessionId());
            case FAMILY_REVOKED -> revokeFamilies(session);
            case CALL -> MeanwhileCall.in(session).make();
            default -> {
                // not here
            }
        }
    }

    private static void endOfflineSession(KeycloakSession session, String sessionId) {
        KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(), session.getContext(), other -> {
            RealmModel realm = other.getContext().getRealm();
            UserSessionModel offline = other.sessions().getOfflineUserSession(realm, sessionId);
            other.sessions().removeOfflineUserSession(realm, offline);
        });
    }

    private static void revokeFamilies(KeycloakSession session) {
        String realmId = session.getContext().getRealm().getId();
        KeycloakModelUtils.runJobInTransaction(
                session.getKeycloakSessionFactory(), other -> other.getProvider(JpaConnectionProvider.class)
                        .getEntityManager()
                        .createNativeQuery(
                                "update TOKEN_FAMILY set REVOCATION_REASON = 'TOKEN_REVOCATION' where REALM_ID = :realm")
                        .setParameter("realm", realmId)
                        .executeUpdate());
    }

    @Override
    public String getId() {
        return "test-disturbing";
    }
}
