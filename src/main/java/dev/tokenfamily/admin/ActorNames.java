package dev.tokenfamily.admin;

import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Names of users of whatever realm: admins need not be users of the realm that they administer. */
public final class ActorNames {

    private final KeycloakSession session;

    /** As the session of one request sees them. */
    public ActorNames(KeycloakSession session) {
        this.session = session;
    }

    /** The name of that user of that realm; null where either is null, or gone. */
    @Nullable
    String of(@Nullable String realmId, @Nullable String userId) {
        if (realmId == null || userId == null) {
            return null;
        }
        @Nullable RealmModel realm = session.realms().getRealm(realmId);
        @Nullable UserModel user = realm == null ? null : session.users().getUserById(realm, userId);
        return user == null ? null : user.getUsername();
    }
}
