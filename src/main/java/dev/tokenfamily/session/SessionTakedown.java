package dev.tokenfamily.session;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.takedown.Takedown;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/** Ends the access tokens of a revoked family, and Keycloak's sessions around it as far as the scope reaches (ADR 10). */
public final class SessionTakedown implements Takedown {

    private static final Logger LOG = Logger.getLogger(SessionTakedown.class);

    private final KeycloakTransaction transaction;
    private final Function<String, Executor> logouts;

    /**
     * Over the sessions of this server, in a transaction for each takedown.
     *
     * @param logouts where the clients of a realm, by its id, are told of ended sessions
     */
    public SessionTakedown(KeycloakSessionFactory factory, Function<String, Executor> logouts) {
        this.transaction = new KeycloakTransaction(factory);
        this.logouts = logouts;
    }

    /**
     * This takedown, put off until the request has let go of its database connection, so that it never holds one while it
     * waits for another (ADR 5). The answer leaves after that: whoever gets it can rely on the takedown. A failure is told to
     * {@link #incomplete}.
     */
    public Takedown afterRequest(KeycloakSession request) {
        return new TakedownAfterRequest(request, this);
    }

    @Override
    public void takeDown(Family revoked, RevocationScope scope) {
        transaction.runRepeatably("Sessions could not be ended", session -> takeDown(session, revoked, scope));
    }

    private void takeDown(KeycloakSession session, Family revoked, RevocationScope scope) {
        RealmModel realm = session.realms().getRealm(revoked.owner().realmId());
        if (realm == null) {
            return; // removed with all that was there
        }
        session.getContext().setRealm(realm);
        revokeAccessTokens(session, revoked);
        end(new RealmSessions(session, realm), revoked.owner(), scope);
    }

    /**
     * Ends the sessions of an owner whose family may be gone, as far as the scope reaches.
     *
     * @throws StoreUnavailableException if the database fails
     */
    public void endSessions(Owner owner, RevocationScope scope) {
        transaction.runRepeatably("Sessions could not be ended", session -> {
            RealmModel realm = session.realms().getRealm(owner.realmId());
            if (realm != null) {
                session.getContext().setRealm(realm);
                end(new RealmSessions(session, realm), owner, scope);
            }
        });
    }

    private void end(RealmSessions sessions, Owner owner, RevocationScope scope) {
        switch (scope) {
            case FAMILY -> {
                // its row and its access tokens are all there is
            }
            case CLIENT_SESSION -> sessions.endClientSession(owner);
            case USER_SESSION -> sessions.endUserSession(owner.sessionId(), logouts.apply(owner.realmId()));
            case USER -> sessions.endAllOfUser(owner.userId(), logouts.apply(owner.realmId()));
        }
    }

    /** For as long as any node may take them for valid, whose clock is behind this one's. */
    private static void revokeAccessTokens(KeycloakSession session, Family revoked) {
        long now = Time.currentTimeSeconds();
        for (AccessToken token : revoked.accessTokens().acceptable(now)) {
            session.revokedTokens().put(token.tokenId(), token.expiresAt() - now + 1 + AccessTokens.CLOCKS_DIFFER);
        }
    }

    @Override
    public void incomplete(Family revoked, RevocationScope scope, StoreUnavailableException failure) {
        LOG.errorf(
                failure,
                "Token family %s is revoked, but the rest of its scope %s could not be ended. End it by"
                        + " hand: realm=%s user=%s session=%s client=%s",
                LogField.of(revoked.id()),
                scope.text(),
                LogField.of(revoked.owner().realmId()),
                LogField.of(revoked.owner().userId()),
                LogField.of(revoked.owner().sessionId()),
                LogField.of(revoked.owner().clientId()));
    }

    private record TakedownAfterRequest(KeycloakSession request, Takedown takedown) implements Takedown {

        @Override
        public void takeDown(Family revoked, RevocationScope scope) {
            request.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
                @Override
                protected void commitImpl() {
                    takeDownNow(revoked, scope);
                }

                @Override
                protected void rollbackImpl() {
                    takeDownNow(revoked, scope);
                }
            });
        }

        private void takeDownNow(Family revoked, RevocationScope scope) {
            try {
                takedown.takeDown(revoked, scope);
            } catch (StoreUnavailableException e) {
                takedown.incomplete(revoked, scope, e);
            }
        }

        @Override
        public void incomplete(Family revoked, RevocationScope scope, StoreUnavailableException failure) {
            takedown.incomplete(revoked, scope, failure);
        }
    }
}
