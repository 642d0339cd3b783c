package dev.tokenfamily.token;

import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.RealmModelDelegate;

/**
 * The realm, with the switch {@code Revoke Refresh Token} off: its check cannot be overridden, knows no grace period,
 * and would end the client session on a retry. It is off for tokens that a family's row can judge; the others keep it.
 */
final class RealmWithoutReuseCheck extends RealmModelDelegate {

    private boolean kept;

    RealmWithoutReuseCheck(RealmModel realm) {
        super(realm);
    }

    @Override
    public boolean isRevokeRefreshToken() {
        return kept && super.isRevokeRefreshToken();
    }

    /** Whether the present token keeps the realm's own check. */
    void keepCheck(boolean keep) {
        kept = keep;
    }

    boolean keepsCheck() {
        return kept;
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
