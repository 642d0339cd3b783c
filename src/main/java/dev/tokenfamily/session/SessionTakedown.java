package dev.tokenfamily.session;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.takedown.Takedown;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Retry;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Ends access tokens and Keycloak's sessions, in a transaction of its own. */
public final class SessionTakedown implements Takedown {

    private static final Logger LOG = Logger.getLogger(SessionTakedown.class);
    private static final int MOST_ATTEMPTS = 3;
    private static final int BACKOFF_MILLIS = 20;

    private final KeycloakSessionFactory factory;
    private final Function<String, Executor> notices;

    /**
     * Over the sessions of this server.
     *
     * @param notices where the clients of a realm, by its id, are told of ended sessions
     */
    public SessionTakedown(KeycloakSessionFactory factory, Function<String, Executor> notices) {
        this.factory = factory;
        this.notices = notices;
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
            throw new StoreUnavailableException("Sessions could not be ended", e);
        }
    }

    @Override
    public void incomplete(Family revoked, RevocationScope scope, StoreUnavailableException failure) {
        LOG.errorf(
                failure,
                "Token family %s is revoked after a reuse, but the rest of its scope %s could not be ended. End it by"
                        + " hand: realm=%s user=%s session=%s client=%s",
                LogField.of(revoked.id()),
                scope.text(),
                LogField.of(revoked.owner().realmId()),
                LogField.of(revoked.owner().userId()),
                LogField.of(revoked.owner().sessionId()),
                LogField.of(revoked.owner().clientId()));
    }

    private void takeDown(KeycloakSession session, Family revoked, RevocationScope scope) {
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
            case USER_SESSION -> sessions.endUserSession(notices.apply(realm.getId()));
            case USER -> sessions.endAllOfUser(notices.apply(realm.getId()));
        }
    }

    /** For as long as any node may take them for valid, whose clock is behind this one's. */
    private static void revokeAccessTokens(KeycloakSession session, Family revoked) {
        long now = Time.currentTimeSeconds();
        for (AccessToken token : revoked.accessTokens().acceptable(now)) {
            session.revokedTokens().put(token.tokenId(), token.expiresAt() - now + 1 + AccessTokens.CLOCKS_DIFFER);
        }
    }
}
