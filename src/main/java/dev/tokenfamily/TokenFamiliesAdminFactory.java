package dev.tokenfamily;

import dev.tokenfamily.admin.AdminRequest;
import dev.tokenfamily.admin.FamilyLookup;
import dev.tokenfamily.admin.FamilyRevocation;
import dev.tokenfamily.admin.PresetForm;
import dev.tokenfamily.admin.PresetsResource;
import dev.tokenfamily.admin.ReportLookup;
import dev.tokenfamily.admin.SetupResource;
import dev.tokenfamily.admin.TokenFamiliesResource;
import dev.tokenfamily.clientpolicy.PolicyReports;
import dev.tokenfamily.clientpolicy.PresetCommands;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.takedown.SelectedTokens;
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
            Extension extension = Extension.of(session);
            AdminRequest admin = new AdminRequest(session, realm, auth, event);
            FamilyLookup families = new FamilyLookup(admin, extension.familyQueries(), extension.incidents());
            FamilyStore store = extension.families();
            IntConsumer revokedFamilies = count -> extension.meters().revoked(count, realm.getName());
            FamilyRevocation revocation = new FamilyRevocation(
                    admin,
                    families,
                    store,
                    revokedFamilies,
                    extension.sessionTakedown(),
                    new SelectedTokens(store, extension.clientSessions(), revokedFamilies));
            return new TokenFamiliesResource(
                    admin,
                    families,
                    revocation,
                    new ReportLookup(admin, extension.statisticStore()),
                    new PolicyReports(session)::report,
                    new PresetsResource(admin, new PresetCommands(session, realm), new PresetForm(session, realm)),
                    new SetupResource(admin, session));
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
