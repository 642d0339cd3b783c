package dev.tokenfamily.globalrevocation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;

/**
 * The right to have everything of a user ended: the role {@link #ROLE} of the client {@link #CLIENT}. That client does nothing but
 * carry the role, so that access tokens with the role have the client as their audience and mean nothing anywhere else. The realm
 * knows which client is ours: another one of that id, which anybody may have registered, gives no right.
 */
public final class RevocationRight {

    /** The {@code client_id} of the client that carries the role. */
    public static final String CLIENT = "global-token-revocation";

    /** The name of the role. */
    public static final String ROLE = "revoke-all-tokens";

    /** The attribute of the realm that has the internal id of that client. It is for those to write who hold {@code manage-realm}. */
    public static final String OURS = "token-family.global-revocation-client";

    private final RoleModel role;

    private RevocationRight(RoleModel role) {
        this.role = role;
    }

    /** The right in that realm; empty where the realm has not been set up for it, and has no such endpoint. */
    public static Optional<RevocationRight> of(RealmModel realm) {
        @Nullable String ours = realm.getAttribute(OURS);
        @Nullable ClientModel client = ours == null ? null : realm.getClientByClientId(CLIENT);
        return client == null || !client.getId().equals(ours) || !client.isEnabled()
                ? Optional.empty()
                : Optional.ofNullable(client.getRole(ROLE)).map(RevocationRight::new);
    }

    /** Whether that user has it now. */
    boolean isOf(UserModel user) {
        return user.hasRole(role);
    }

    /** Whether that token was issued with it, and for it. */
    boolean isIn(AccessToken token) {
        AccessToken.@Nullable Access access = token.getResourceAccess(CLIENT);
        return access != null && access.isUserInRole(ROLE) && token.hasAudience(CLIENT);
    }
}
