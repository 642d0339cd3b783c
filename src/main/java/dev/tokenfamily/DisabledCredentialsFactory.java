package dev.tokenfamily;

import dev.tokenfamily.revocation.DisabledCredentials;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.CredentialProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Among Keycloak's providers of credentials, so that it is told of those that are disabled. */
public final class DisabledCredentialsFactory implements CredentialProviderFactory<DisabledCredentials> {

    @Override
    public CredentialProvider<?> create(KeycloakSession session) {
        return new DisabledCredentials(
                session,
                () -> Extension.of(session).families(),
                RealmCredentialChangePolicy.of(session),
                families -> Extension.of(session).revokedFamilies(session).accept(families),
                () -> Extension.of(session).unreadable(session).run(),
                () -> Extension.of(session).history());
    }

    @Override
    public String getId() {
        return DisabledCredentials.TYPE;
    }
}
