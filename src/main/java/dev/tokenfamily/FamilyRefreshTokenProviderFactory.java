package dev.tokenfamily;

import dev.tokenfamily.background.FairWork;
import dev.tokenfamily.detection.RefreshProtocol;
import dev.tokenfamily.session.SessionTakedown;
import dev.tokenfamily.store.family.JpaFamilyStore;
import dev.tokenfamily.store.family.PurgeLag;
import dev.tokenfamily.store.incident.JpaIncidentStore;
import dev.tokenfamily.telemetry.FamilyMeters;
import dev.tokenfamily.telemetry.FamilyMeters.PurgeLagGauge;
import dev.tokenfamily.token.FamilyRefreshTokenProvider;
import io.micrometer.core.instrument.Metrics;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.protocol.oidc.refresh.RefreshTokenProvider;
import org.keycloak.protocol.oidc.refresh.RefreshTokenProviderFactory;

/** Puts our provider before Keycloak's {@code default} (0) and behind {@code oid4vci} (10), which keeps its own tokens. */
public final class FamilyRefreshTokenProviderFactory implements RefreshTokenProviderFactory {

    private static final int BETWEEN_DEFAULT_AND_OID4VCI = 5;

    private @Nullable PurgeLagGauge purgeLag;

    @Override
    public RefreshTokenProvider create(KeycloakSession session) {
        return new FamilyRefreshTokenProvider(session, protocol(session), VerdictNotifications.in(session));
    }

    static RefreshProtocol protocol(KeycloakSession session) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        return new RefreshProtocol(
                new JpaFamilyStore(factory),
                new JpaIncidentStore(factory),
                new SessionTakedown(factory, FairWork.notices(factory)::of).afterRequest(session));
    }

    @Override
    public int order() {
        return BETWEEN_DEFAULT_AND_OID4VCI;
    }

    @Override
    public void init(Config.Scope config) {
        // configured by client policies
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) { // all factories are ready
                purgeLag = new FamilyMeters(Metrics.globalRegistry).showPurgeLag(PurgeLag.of(factory)::seconds);
            }
        });
    }

    @Override
    public void close() {
        if (purgeLag != null) {
            purgeLag.close();
        }
    }

    @Override
    public String getId() {
        return "token-family";
    }
}
