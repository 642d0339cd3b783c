package dev.tokenfamily;

import dev.tokenfamily.admin.AdminRequest;
import dev.tokenfamily.admin.ClientLookup;
import dev.tokenfamily.admin.ClientsResource;
import dev.tokenfamily.admin.CopiesLookup;
import dev.tokenfamily.admin.FamilyLookup;
import dev.tokenfamily.admin.FamilyRevocation;
import dev.tokenfamily.admin.HistoryLookup;
import dev.tokenfamily.admin.IncidentLookup;
import dev.tokenfamily.admin.IncidentReview;
import dev.tokenfamily.admin.IncidentsResource;
import dev.tokenfamily.admin.PolicyLookup;
import dev.tokenfamily.admin.PresetForm;
import dev.tokenfamily.admin.PresetsResource;
import dev.tokenfamily.admin.ReportLookup;
import dev.tokenfamily.admin.ReportResource;
import dev.tokenfamily.admin.SetupResource;
import dev.tokenfamily.admin.TokenFamiliesResource;
import dev.tokenfamily.admin.UserDataResource;
import dev.tokenfamily.admin.WebhooksResource;
import dev.tokenfamily.clientpolicy.PolicyReports;
import dev.tokenfamily.clientpolicy.PresetCommands;
import dev.tokenfamily.ending.RequestEnds;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.Reach;
import dev.tokenfamily.takedown.FamilySweep;
import dev.tokenfamily.takedown.FamilyTakedown;
import dev.tokenfamily.takedown.SelectedTokens;
import dev.tokenfamily.webhook.delivery.EndpointCheck;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.keycloak.Config;
import org.keycloak.common.util.Time;
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
            FamilyLookup families = new FamilyLookup(admin, extension.familyQueries());
            PolicyReports policies = new PolicyReports(session);
            FamilyStore store = extension.families();
            IntConsumer revokedFamilies = count -> extension.meters().revoked(count, realm.getName());
            Consumer<Reach> ended = reach -> RequestEnds.of(session, extension.history())
                    .note(End.of(Time.currentTimeMillis(), Cause.ADMIN_REVOCATION, reach, Actor.UNKNOWN));
            SelectedTokens tokens = new SelectedTokens(store, extension.clientSessions(), revokedFamilies);
            FamilyTakedown takedown = new FamilyTakedown(
                    RevocationReason.ADMIN,
                    store,
                    new FamilySweep(store, revokedFamilies),
                    selection -> (int) families.count(selection, false),
                    tokens::countSessions,
                    extension.sessionTakedown(),
                    extension.sessionTakedown()::endSessions,
                    ended);
            IncidentLookup incidents = new IncidentLookup(
                    admin, extension.familyQueries(), extension.incidents(), extension.incidentWaves());
            HistoryLookup history = new HistoryLookup(admin, extension.historyQueries());
            return new TokenFamiliesResource(
                    families,
                    new FamilyRevocation(admin, families, takedown, tokens, ended),
                    new ReportResource(
                            new ReportLookup(admin, extension.statisticStore(), policies::report),
                            new CopiesLookup(admin, extension.familyQueries(), extension.incidents())),
                    history,
                    new PolicyLookup(admin, policies),
                    new ClientsResource(new ClientLookup(admin, extension.statisticStore(), policies::report)),
                    incidents(extension, admin, incidents, takedown),
                    new PresetsResource(
                            admin,
                            new PresetCommands(session, realm, auth.clients()::canView),
                            new PresetForm(session, realm)),
                    new SetupResource(admin, session),
                    new UserDataResource(
                            admin, extension.familyQueries(), families, incidents, history, extension.keptEntries()),
                    new WebhooksResource(
                            admin,
                            extension.webhookHosts(),
                            extension.deliveries(),
                            new EndpointCheck(session, extension.webhookHosts())::problem));
        }

        private static IncidentsResource incidents(
                Extension extension, AdminRequest admin, IncidentLookup incidents, FamilyTakedown takedown) {
            FalseAlarmCount falseAlarms = new FalseAlarmCount(extension.statistics());
            return new IncidentsResource(
                    incidents,
                    new IncidentReview(
                            admin,
                            incidents,
                            extension.incidents(),
                            takedown,
                            (listed, state) -> falseAlarms.changed(listed, listed.wouldCountAsFalseAlarm(state))));
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
