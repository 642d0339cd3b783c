package dev.tokenfamily.revocation;

import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.incident.IncidentStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/** The links in mails to a user end, as they do with a new password. No family does. */
record LinksEnd(String realmId, String userId, IncidentStore incidents) implements Revocation {

    /**
     * Where the password that has just been changed is not kept by Keycloak, but by a directory: then nothing that a link
     * could be compared with has changed here. Elsewhere the links are sealed with it.
     */
    static Optional<LinksEnd> ofForeignPassword(
            KeycloakSession session, RealmModel realm, String userId, IncidentStore incidents) {
        @Nullable UserModel user = session.users().getUserById(realm, userId);
        boolean foreign = user != null
                && user.credentialManager()
                        .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                        .findAny()
                        .isEmpty();
        return foreign ? Optional.of(new LinksEnd(realm.getId(), userId, incidents)) : Optional.empty();
    }

    @Override
    public int in(FamilyStore store) {
        incidents.endLinks(realmId, userId);
        return 0;
    }
}
