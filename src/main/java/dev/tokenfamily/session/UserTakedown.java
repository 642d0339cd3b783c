package dev.tokenfamily.session;

import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.takedown.Ended;
import dev.tokenfamily.takedown.FamilySweep;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.ReadOnlyException;

/** Ends all that a user has, because the user says that somebody else is in it, or because somebody else says so. */
public final class UserTakedown {

    private static final Logger LOG = Logger.getLogger(UserTakedown.class);

    private final KeycloakTransaction transaction;
    private final FamilySweep sweep;
    private final Function<String, Executor> logouts;

    /**
     * Over the sessions of this server, in a transaction for each takedown.
     *
     * @param sweep revokes the families
     * @param logouts where the clients of a realm, by its id, are told of ended sessions
     */
    public UserTakedown(KeycloakSessionFactory factory, FamilySweep sweep, Function<String, Executor> logouts) {
        this.transaction = new KeycloakTransaction(factory);
        this.sweep = sweep;
        this.logouts = logouts;
    }

    /**
     * Revokes all families of the owner's user, ends all sessions, online and offline, and requires a new password from then
     * on. Can be repeated.
     *
     * @throws dev.tokenfamily.family.StoreUnavailableException if the database fails; then not all of it is done
     */
    public void takeDown(Owner owner) {
        end(owner.realmId(), owner.userId(), RevocationReason.USER_REPORT, UserTakedown::requireNewPassword)
                .complete();
    }

    /**
     * Revokes all families of a user, and ends all sessions, online and offline: no token from before is good for anything, and
     * whoever wants a new one logs in. Can be repeated.
     *
     * @return how many families were revoked and user sessions ended, with what failed
     */
    public Ended logOut(String realmId, String userId, RevocationReason reason) {
        return end(realmId, userId, reason, (realm, user) -> {});
    }

    private Ended end(
            String realmId, String userId, RevocationReason reason, BiConsumer<RealmModel, UserModel> besides) {
        return sweep.endAround(
                Selection.ofUser(realmId, userId),
                reason,
                ended -> ended.accept(transaction.call(
                        "The sessions of a user could not be ended",
                        session -> endSessions(session, realmId, userId, besides))));
    }

    private int endSessions(
            KeycloakSession session, String realmId, String userId, BiConsumer<RealmModel, UserModel> besides) {
        RealmModel realm = session.realms().getRealm(realmId);
        session.getContext().setRealm(realm);
        int ended = new RealmSessions(session, realm).endAllOfUser(userId, logouts.apply(realmId));
        UserModel user = session.users().getUserById(realm, userId);
        if (user != null) {
            besides.accept(realm, user);
        }
        return ended;
    }

    private static void requireNewPassword(RealmModel realm, UserModel user) {
        UserModel.RequiredAction newPassword = UserModel.RequiredAction.UPDATE_PASSWORD;
        @Nullable RequiredActionProviderModel ofRealm = realm.getRequiredActionProviderByAlias(newPassword.name());
        try {
            user.addRequiredAction(newPassword);
            if (ofRealm == null || !ofRealm.isEnabled()) {
                LOG.warnf(
                        "Realm %s asks nobody for a new password, as user %s should be",
                        LogField.of(realm.getName()), LogField.of(user.getId()));
            }
        } catch (ReadOnlyException e) {
            LOG.warnf(
                    e,
                    "User %s says that somebody else was there, and should get a new password where users are kept",
                    LogField.of(user.getId()));
        }
    }
}
