package dev.tokenfamily.token;

import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.RealmModelDelegate;

/**
 * The realm, with the switch {@code Revoke Refresh Token} off: its check cannot be overridden, knows no grace period,
 * and would end the client session on a retry.
 */
final class RealmWithoutReuseCheck extends RealmModelDelegate {

    RealmWithoutReuseCheck(RealmModel realm) {
        super(realm);
    }

    @Override
    public boolean isRevokeRefreshToken() {
        return false;
    }

    /** By id, since Keycloak's session provider compares realms. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RealmModel realm && realm.getId().equals(getId());
    }

    @Override
    public int hashCode() {
        return getId().hashCode();
    }
}
