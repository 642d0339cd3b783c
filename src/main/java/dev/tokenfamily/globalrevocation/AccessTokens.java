package dev.tokenfamily.globalrevocation;

import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.services.util.MtlsHoKTokenUtil;

/** Access tokens that this realm has given to the service accounts of clients, by client credentials. */
final class AccessTokens {

    private final KeycloakSession session;
    private final RevocationRight right;
    private final FailedLogins failed;

    AccessTokens(KeycloakSession session, RevocationRight right) {
        this.session = session;
        this.right = right;
        this.failed = new FailedLogins(session);
    }

    /** The client of the token in this request's header. */
    Caller caller() throws RequestRefused {
        @Nullable AuthResult accepted = new AppAuthManager.BearerTokenAuthenticator(session).authenticate();
        if (accepted == null || !provesItsKey(accepted.token())) {
            throw failed.refuse(accepted == null ? null : accepted.client(), "The access token is not good", null);
        }
        ClientModel client = accepted.client();
        UserModel account = accepted.user();
        if (!client.isEnabled() || !client.getId().equals(account.getServiceAccountClientLink())) {
            throw failed.forbid(client, "The access token is not that of a client's own service account");
        }
        if (!right.isIn(accepted.token()) || !right.isOf(account)) {
            throw failed.forbid(
                    client,
                    "The client needs the role %s of %s, and an access token with it"
                            .formatted(RevocationRight.ROLE, RevocationRight.CLIENT));
        }
        return new Caller(client, account);
    }

    /** A key of DPoP has been looked at by then, one of a TLS certificate has not. */
    private boolean provesItsKey(AccessToken token) {
        AccessToken.@Nullable Confirmation confirmation = token.getConfirmation();
        return confirmation == null
                || confirmation.getCertThumbprint() == null
                || MtlsHoKTokenUtil.verifyTokenBindingWithClientCertificate(
                        token, session.getContext().getHttpRequest(), session);
    }
}
