package dev.tokenfamily.admin;

import dev.tokenfamily.admin.ExtensionClient.Identity;
import dev.tokenfamily.admin.ExtensionClient.Use;
import dev.tokenfamily.globalrevocation.RevocationRight;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;

/**
 * The role by which a client may have everything of a user ended ({@link RevocationRight}), and the client that carries it, as they
 * must be. It is given to nobody here, and it is no part of another role.
 */
final class GlobalRevocationRole {

    private static final Identity CARRIER =
            new Identity(RevocationRight.CLIENT, RevocationRight.OURS, "Global token revocation", Use.ROLES);

    private GlobalRevocationRole() {}

    /** Adds the client and its role to that realm, or makes them what they should be; what is mended is noted there. */
    static void mend(KeycloakSession session, RealmModel realm, Mending mending) {
        ClientModel client = new ExtensionClient(session, realm, mending, CARRIER).mend();
        if (client.getRole(RevocationRight.ROLE) == null) {
            RoleModel role = client.addRole(RevocationRight.ROLE);
            role.setDescription("May have all sign-ins and tokens of a user ended (Global Token Revocation)");
            mending.note("The client '%s' gets the role '%s'.".formatted(RevocationRight.CLIENT, RevocationRight.ROLE));
        }
    }
}
