package dev.tokenfamily;

import dev.tokenfamily.notify.ListenerMeter;
import dev.tokenfamily.notify.VerdictMeters;
import dev.tokenfamily.revocation.CredentialChangePolicy;
import dev.tokenfamily.revocation.RevocationListener;
import dev.tokenfamily.store.JpaFamilyStore;
import dev.tokenfamily.token.ClientPolicies;
import dev.tokenfamily.token.GoverningPolicy;
import io.micrometer.core.instrument.Metrics;
import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Listens in every realm, whether or not its events and admin events are configured. */
public final class RevocationListenerFactory implements EventListenerProviderFactory {

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        VerdictMeters meters = new VerdictMeters(Metrics.globalRegistry);
        return new RevocationListener(
                session,
                new JpaFamilyStore(session.getKeycloakSessionFactory()),
                () -> GoverningPolicy.of(session).isPresent(),
                realm -> new RealmCredentialChangePolicy(ClientPolicies.of(session, realm)),
                families ->
                        meters.revoked(families, session.getContext().getRealm().getName()),
                () -> new ListenerMeter(Metrics.globalRegistry)
                        .unreadable(session.getContext().getRealm().getName()));
    }

    private record RealmCredentialChangePolicy(ClientPolicies policies) implements CredentialChangePolicy {

        @Override
        public boolean inUse() {
            return policies.revokeOnCredentialChange();
        }

        /** Also where a request could choose another policy: a thief would. */
        @Override
        public boolean appliesTo(ClientModel client) {
            return policies.effectiveFor(client).candidates().stream()
                    .anyMatch(match -> match.policy().revokeOnCredentialChange());
        }
    }

    @Override
    public boolean isGlobal() {
        return true;
    }

    @Override
    public void init(Config.Scope config) {
        // nothing to configure
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to prepare
    }

    @Override
    public void close() {
        // holds nothing
    }

    @Override
    public String getId() {
        return "token-family-revocation";
    }
}
