package dev.tokenfamily.token;

import org.keycloak.models.Constants;
import org.keycloak.representations.RefreshToken;

/**
 * The claim by which Keycloak's own reuse check tells the tabs of a client apart. It is handed on although that check
 * is off for governed clients, so that they keep their tabs apart when they are no longer governed.
 */
final class ReuseId {

    private ReuseId() {}

    static void copy(RefreshToken from, RefreshToken to) {
        Object reuseId = from.getOtherClaims().get(Constants.REUSE_ID);
        if (reuseId != null) {
            to.getOtherClaims().put(Constants.REUSE_ID, reuseId);
        }
    }
}
