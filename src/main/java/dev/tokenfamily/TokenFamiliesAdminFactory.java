package dev.tokenfamily;

import dev.tokenfamily.admin.AdminRequest;
import dev.tokenfamily.admin.FamilyLookup;
import dev.tokenfamily.admin.FamilyRevocation;
import dev.tokenfamily.admin.ReportLookup;
import dev.tokenfamily.admin.TokenFamiliesResource;
import dev.tokenfamily.background.FairWork;
import dev.tokenfamily.clientpolicy.PolicyReports;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.session.SelectedClientSessions;
import dev.tokenfamily.session.SessionTakedown;
import dev.tokenfamily.store.family.JpaFamilyQueries;
import dev.tokenfamily.store.family.JpaFamilyStore;
import dev.tokenfamily.store.incident.JpaIncidents;
import dev.tokenfamily.store.statistic.JpaStatisticStore;
import dev.tokenfamily.takedown.SelectedTokens;
import dev.tokenfamily.telemetry.FamilyMeters;
import io.micrometer.core.instrument.Metrics;
import java.util.function.IntConsumer;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Adds our resource to Keycloak's admin REST API. */
public final class TokenFamiliesAdminFactory implements AdminRealmResourceProviderFactory {

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return new TokenFamiliesAdmin();
    }

    private static final class TokenFamiliesAdmin implements AdminRealmResourceProvider {

        @Override
        public Object getResource(
                KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder event) {
            KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
            FamilyMeters meters = new FamilyMeters(Metrics.globalRegistry);
            AdminRequest admin = new AdminRequest(session, realm, auth, event);
            FamilyLookup families = new FamilyLookup(admin, new JpaFamilyQueries(factory), new JpaIncidents(factory));
            FamilyStore store = new JpaFamilyStore(factory);
            IntConsumer revokedFamilies = count -> meters.revoked(count, realm.getName());
            FamilyRevocation revocation = new FamilyRevocation(
                    admin,
                    families,
                    store,
                    revokedFamilies,
                    new SessionTakedown(factory, FairWork.notices(factory)::of),
                    new SelectedTokens(store, new SelectedClientSessions(factory), revokedFamilies));
            return new TokenFamiliesResource(
                    admin,
                    families,
                    revocation,
                    new ReportLookup(admin, JpaStatisticStore.of(factory)),
                    new PolicyReports(session)::report);
        }

        @Override
        public void close() {
            // holds nothing
        }
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
        return "token-families";
    }
}
