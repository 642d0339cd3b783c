package dev.tokenfamily;

import dev.tokenfamily.notify.VerdictMeters;
import dev.tokenfamily.revocation.RevocationListener;
import dev.tokenfamily.store.JpaFamilyStore;
import dev.tokenfamily.token.GoverningPolicy;
import io.micrometer.core.instrument.Metrics;
import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
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
                families ->
                        meters.revoked(families, session.getContext().getRealm().getName()));
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
