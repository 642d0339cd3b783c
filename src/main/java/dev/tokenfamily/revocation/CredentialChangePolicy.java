package dev.tokenfamily.revocation;

import org.keycloak.models.ClientModel;

/** Whose families end when the credentials of their user change, in one realm. */
public interface CredentialChangePolicy {

    /** Whether there can be any. */
    boolean inUse();

    /** Whether those of that client do. */
    boolean appliesTo(ClientModel client);
}
