package dev.tokenfamily;

import dev.tokenfamily.clientpolicy.GoverningPolicy;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.revocation.ModelListener;
import dev.tokenfamily.revocation.RevocationListener;
import dev.tokenfamily.revocation.UnannouncedCredentialChanges;
import dev.tokenfamily.store.family.JpaFamilyStore;
import dev.tokenfamily.store.incident.JpaIncidentStore;
import dev.tokenfamily.telemetry.FamilyMeters;
import dev.tokenfamily.telemetry.IncidentLog;
import io.micrometer.core.instrument.Metrics;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.utils.KeycloakSessionUtil;

/** Listens in every realm, whether or not its events and admin events are configured, and to what no event tells of. */
public final class RevocationListenerFactory implements EventListenerProviderFactory {

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        FamilyMeters meters = new FamilyMeters(Metrics.globalRegistry);
        return new RevocationListener(
                session,
                new JpaFamilyStore(session.getKeycloakSessionFactory()),
                new JpaIncidentStore(session.getKeycloakSessionFactory()),
                () -> GoverningPolicy.of(session),
                RealmCredentialChangePolicy.in(session),
                families ->
                        meters.revoked(families, session.getContext().getRealm().getName()),
                IncidentLog::write,
                () -> new FamilyMeters(Metrics.globalRegistry)
                        .unreadable(session.getContext().getRealm().getName()));
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
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) { // then there is a database
                modelListener(factory).listenTo(hibernate(factory));
            }
        });
    }

    private static ModelListener modelListener(KeycloakSessionFactory factory) {
        Supplier<FamilyStore> store = () -> new JpaFamilyStore(factory);
        FamilyMeters meters = new FamilyMeters(Metrics.globalRegistry);
        ObjIntConsumer<String> revokedFamilies = (realmId, families) -> meters.revoked(families, nameOf(realmId));
        return new ModelListener(
                store,
                new UnannouncedCredentialChanges(
                        factory, store, RealmCredentialChangePolicy::in, revokedFamilies, realmName -> new FamilyMeters(
                                        Metrics.globalRegistry)
                                .unreadable(realmName)),
                revokedFamilies);
    }

    private static SessionFactoryImplementor hibernate(KeycloakSessionFactory factory) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                factory, session -> session.getProvider(JpaConnectionProvider.class)
                        .getEntityManager()
                        .getEntityManagerFactory()
                        .unwrap(SessionFactoryImplementor.class));
    }

    /** Whoever changes something in a realm has it at hand. */
    private static String nameOf(String realmId) {
        @Nullable KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        @Nullable
        RealmModel realm = session == null ? null : session.getContext().getRealm();
        return realm != null && realm.getId().equals(realmId) ? realm.getName() : realmId;
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
