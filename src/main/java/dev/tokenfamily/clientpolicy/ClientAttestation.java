package dev.tokenfamily.clientpolicy;

import org.keycloak.authentication.authenticators.client.AttestationBasedClientAuthenticator;
import org.keycloak.models.ClientModel;

/** Attestation-based client authentication (draft-ietf-oauth-attestation-based-client-auth), as far as it concerns us. */
public final class ClientAttestation {

    private ClientAttestation() {}

    /**
     * Whether Keycloak lets that client in only by an attestation and a proof of its key. It looks at what other clients send of
     * that kind too, but lets nobody fail by it, and does not let public clients choose how they authenticate
     * ({@code ClientAuthenticationFlow}).
     */
    public static boolean isChecked(ClientModel client) {
        return !client.isPublicClient()
                && AttestationBasedClientAuthenticator.PROVIDER_ID.equals(client.getClientAuthenticatorType());
    }
}
