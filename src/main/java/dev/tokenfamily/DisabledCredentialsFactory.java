package dev.tokenfamily;

import dev.tokenfamily.revocation.DisabledCredentials;
import dev.tokenfamily.store.family.JpaFamilyStore;
import dev.tokenfamily.telemetry.FamilyMeters;
import io.micrometer.core.instrument.Metrics;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.CredentialProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Among Keycloak's providers of credentials, so that it is told of those that are disabled. */
public final class DisabledCredentialsFactory implements CredentialProviderFactory<DisabledCredentials> {

    @Override
    public CredentialProvider<?> create(KeycloakSession session) {
        FamilyMeters meters = new FamilyMeters(Metrics.globalRegistry);
        return new DisabledCredentials(
                session,
                () -> new JpaFamilyStore(session.getKeycloakSessionFactory()),
                RealmCredentialChangePolicy.in(session),
                families ->
                        meters.revoked(families, session.getContext().getRealm().getName()),
                () -> new FamilyMeters(Metrics.globalRegistry)
                        .unreadable(session.getContext().getRealm().getName()));
    }

    @Override
    public String getId() {
        return DisabledCredentials.TYPE;
    }
}
