package dev.tokenfamily;

import dev.tokenfamily.notify.VerdictMeters;
import dev.tokenfamily.revocation.SessionEndListener;
import dev.tokenfamily.store.JpaFamilyStore;
import io.micrometer.core.instrument.Metrics;
import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Listens in every realm, whether or not its admin events are configured. */
public final class SessionEndListenerFactory implements EventListenerProviderFactory {

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        VerdictMeters meters = new VerdictMeters(Metrics.globalRegistry);
        return new SessionEndListener(
                session,
                new JpaFamilyStore(session.getKeycloakSessionFactory()),
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
        return "token-family-session-end";
    }
}
