package dev.tokenfamily.revocation;

import dev.tokenfamily.detection.Takedown;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.policy.RevocationScope;
import org.keycloak.common.util.Retry;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Ends access tokens and Keycloak's sessions, in a transaction of its own. */
public final class SessionTakedown implements Takedown {

    private static final int MOST_ATTEMPTS = 3;
    private static final int BACKOFF_MILLIS = 20;

    private final KeycloakSessionFactory factory;

    /** Over the sessions of this server. */
    public SessionTakedown(KeycloakSessionFactory factory) {
        this.factory = factory;
    }

    @Override
    public void takeDown(Family revoked, RevocationScope scope) {
        try {
            Retry.executeWithBackoff(
                    attempt -> KeycloakModelUtils.runJobInTransaction(
                            factory, session -> takeDown(session, revoked, scope)),
                    MOST_ATTEMPTS,
                    BACKOFF_MILLIS);
        } catch (RuntimeException e) {
            // Hibernate, the pool, JTA, Infinispan and Keycloak each throw their own
            throw new StoreUnavailableException(
                    "Token family " + revoked.id() + " is revoked, but what its scope " + scope.text()
                            + " covers besides could not be ended",
                    e);
        }
    }

    private static void takeDown(KeycloakSession session, Family revoked, RevocationScope scope) {
        RealmModel realm = session.realms().getRealm(revoked.owner().realmId());
        if (realm == null) {
            return;
        }
        session.getContext().setRealm(realm);
        revokeAccessTokens(session, revoked);
        SessionEnd sessions = new SessionEnd(session, realm, revoked.owner());
        switch (scope) {
            case FAMILY -> {
                // its row and its access tokens are all there is
            }
            case CLIENT_SESSION -> sessions.endClientSession();
            case USER_SESSION -> sessions.endUserSession();
            case USER -> sessions.endAllOfUser();
        }
    }

    private static void revokeAccessTokens(KeycloakSession session, Family revoked) {
        long now = Time.currentTimeSeconds();
        for (AccessToken token : revoked.accessTokens().unexpired(now)) {
            session.revokedTokens().put(token.tokenId(), token.expiresAt() - now + 1);
        }
    }
}
