package dev.tokenfamily.revocation;

import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;

/** What the policies of one realm say on credentials: whose families end when those of their user change. */
public interface CredentialChangePolicy {

    /** Whether the families of any client may end; false means that no client needs to be asked about. */
    boolean inUse();

    /** Whether the families of that user at that client end. */
    boolean appliesTo(ClientModel client, UserModel user);
}
