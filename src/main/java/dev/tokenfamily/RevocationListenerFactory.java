package dev.tokenfamily;

import dev.tokenfamily.clientpolicy.GoverningPolicy;
import dev.tokenfamily.ending.RemovedClients;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.revocation.ModelListener;
import dev.tokenfamily.revocation.RevocationListener;
import dev.tokenfamily.revocation.UnannouncedCredentialChanges;
import dev.tokenfamily.telemetry.IncidentLog;
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
        Extension extension = Extension.of(session);
        return new RevocationListener(
                session,
                extension.families(),
                extension.incidentStore(),
                userId -> GoverningPolicy.of(
                        session,
                        session.users().getUserById(session.getContext().getRealm(), userId)),
                RealmCredentialChangePolicy.of(session),
                extension.revokedFamilies(session),
                incident -> IncidentLog.write(
                        incident, extension.incidentStore().idOf(incident), extension.names(session, incident.owner())),
                extension.unreadable(session),
                extension.history());
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
                factory.register(new RemovedClients(
                        Extension.of(factory).history(), Extension.of(factory).familyQueries()));
            }
        });
    }

    private static ModelListener modelListener(KeycloakSessionFactory factory) {
        Extension extension = Extension.of(factory);
        Supplier<FamilyStore> store = extension::families;
        ObjIntConsumer<String> revokedFamilies =
                (realmId, families) -> extension.meters().revoked(families, nameOf(realmId));
        return new ModelListener(
                store,
                new UnannouncedCredentialChanges(
                        factory,
                        store,
                        RealmCredentialChangePolicy::of,
                        revokedFamilies,
                        extension.meters()::unreadable,
                        extension::history),
                revokedFamilies,
                extension::history);
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
