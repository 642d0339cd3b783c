package dev.tokenfamily.webhook.delivery;

import dev.tokenfamily.webhook.Endpoint;
import dev.tokenfamily.webhook.InvalidWebhooksException;
import dev.tokenfamily.webhook.Signature;
import java.util.List;
import org.keycloak.vault.VaultStringSecret;
import org.keycloak.vault.VaultTranscriber;

/** The secrets by which messages to a receiver are signed, out of Keycloak's vault. */
final class Secrets {

    private final VaultTranscriber vault;

    /** Those of the vault of the realm that is set in the session. */
    Secrets(VaultTranscriber vault) {
        this.vault = vault;
    }

    /**
     * The keys of that receiver.
     *
     * @throws InvalidWebhooksException if the vault lacks one, or has something else there; the message says which
     */
    List<Signature.Key> of(Endpoint endpoint) {
        return endpoint.secrets().stream().map(this::key).toList();
    }

    /** An {@link Endpoint} has references only: the vault would hand back anything else as it is. */
    private Signature.Key key(String reference) {
        try (VaultStringSecret secret = vault.getStringSecret(reference)) {
            String entry = secret.get()
                    .orElseThrow(() -> new InvalidWebhooksException("The vault has no entry for " + reference));
            return Signature.key(entry)
                    .orElseThrow(() -> new InvalidWebhooksException(
                            "The entry of the vault for %s is not 'whsec_' and the base64 of 24 to 64 bytes"
                                    .formatted(reference)));
        }
    }
}
