package dev.tokenfamily.globalrevocation;

import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * A client that has proven who it is, with its service account.
 *
 * @param client that asks
 * @param account which has the right, or has not
 */
record Caller(ClientModel client, UserModel account) {

    /**
     * The attribute of a client that may name users of one identity provider only: the alias of the identity provider. Its JWT
     * may then come from that identity provider, whose keys are the client's.
     */
    static final String IDENTITY_PROVIDER = "token-family.identity-provider";

    /** The alias of the identity provider whose users the client may name; null where it may name all. */
    @Nullable
    String identityProvider() {
        return identityProvider(client);
    }

    /** The alias of the identity provider whose users that client may name; null where it may name all. */
    static @Nullable String identityProvider(ClientModel client) {
        return client.getAttribute(IDENTITY_PROVIDER);
    }

    /** With the service account of that client; null where it has none that is enabled. */
    static @Nullable Caller of(KeycloakSession session, ClientModel client) {
        @Nullable
        UserModel account = client.isServiceAccountsEnabled() ? session.users().getServiceAccount(client) : null;
        return account == null || !account.isEnabled() ? null : new Caller(client, account);
    }
}
