package dev.tokenfamily;

import dev.tokenfamily.admin.LifetimesScope;
import dev.tokenfamily.background.FairWork;
import dev.tokenfamily.detection.FamilyCap;
import dev.tokenfamily.detection.RefreshProtocol;
import dev.tokenfamily.family.FamilyNames;
import dev.tokenfamily.family.FamilyQueries;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.globalrevocation.GlobalRevocation;
import dev.tokenfamily.globalrevocation.GlobalRevocationOptions;
import dev.tokenfamily.globalrevocation.OrderRecord;
import dev.tokenfamily.history.History;
import dev.tokenfamily.history.HistoryQueries;
import dev.tokenfamily.incident.IncidentStore;
import dev.tokenfamily.incident.IncidentWaves;
import dev.tokenfamily.incident.RecordedIncidents;
import dev.tokenfamily.log.Names;
import dev.tokenfamily.notice.AnswerResource;
import dev.tokenfamily.notice.IncidentDigest;
import dev.tokenfamily.notice.IncidentMail;
import dev.tokenfamily.outbox.KeptEntries;
import dev.tokenfamily.outbox.NewEntry;
import dev.tokenfamily.report.StatisticStore;
import dev.tokenfamily.report.Statistics;
import dev.tokenfamily.selfservice.EndMail;
import dev.tokenfamily.selfservice.SelfService;
import dev.tokenfamily.session.SelectedClientSessions;
import dev.tokenfamily.session.SessionTakedown;
import dev.tokenfamily.session.UserTakedown;
import dev.tokenfamily.store.RunningStore;
import dev.tokenfamily.store.StoreOptions;
import dev.tokenfamily.store.webhook.WebhookQueue;
import dev.tokenfamily.takedown.Ended;
import dev.tokenfamily.takedown.FamilySweep;
import dev.tokenfamily.takedown.SelectedTokens.ClientSessions;
import dev.tokenfamily.telemetry.ClientTags;
import dev.tokenfamily.telemetry.FamilyMeters;
import dev.tokenfamily.telemetry.FamilyMeters.PurgeLagGauge;
import dev.tokenfamily.token.ErrorPage;
import dev.tokenfamily.token.Refusal;
import dev.tokenfamily.token.RowBesideSession;
import dev.tokenfamily.token.ToldLifetimes;
import dev.tokenfamily.token.VerdictListener;
import dev.tokenfamily.webhook.AllowedHosts;
import dev.tokenfamily.webhook.Deliveries;
import io.micrometer.core.instrument.Metrics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.services.resource.RealmResourceProvider;

/**
 * This extension on one server: the one place where its pieces are put together, from the server's start to its stop. The
 * factories that Keycloak finds ask it for what lasts, and make what belongs to one request (ADR 19).
 *
 * <p>It opens no database by itself. What needs the tables begins when Keycloak has migrated its database
 * ({@link PostMigrationEvent}), which commands of {@code kc.sh} without a database never say.
 */
public final class Extension implements AutoCloseable {

    private final KeycloakSessionFactory factory;
    private final StoreOptions options;
    private final int mailsPerUserAndDay;
    private final boolean logNames;
    private final Optional<ErrorPage> errorPage;
    private final SelfService selfService;
    private final AllowedHosts webhookHosts;
    private final RunningStore store;
    private final FairWork logouts = FairWork.forLogouts();
    private final FamilyMeters meters;
    private final VerdictListener verdictListener;
    private final GlobalRevocationOptions globalRevocation;
    private volatile @Nullable IncidentCouriers couriers;
    private volatile @Nullable WebhookCourier webhooks;
    private volatile @Nullable RevocationOrders orders;
    private @Nullable PurgeLagGauge purgeLag;

    Extension(
            KeycloakSessionFactory factory,
            StoreOptions options,
            int mailsPerUserAndDay,
            boolean logNames,
            Optional<ErrorPage> errorPage,
            GlobalRevocationOptions globalRevocation,
            SelfService selfService,
            AllowedHosts webhookHosts,
            ClientTags clientTags) {
        this.factory = factory;
        this.options = options;
        this.mailsPerUserAndDay = mailsPerUserAndDay;
        this.logNames = logNames;
        this.errorPage = errorPage;
        this.globalRevocation = globalRevocation;
        this.selfService = selfService;
        this.webhookHosts = webhookHosts;
        meters = new FamilyMeters(Metrics.globalRegistry, clientTags);
        store = new RunningStore(
                factory, options, new WebhookQueue(webhookHosts.any()), this::wakeCouriers, meters::historyLost);
        verdictListener = new VerdictNotifications(meters, store.statistics(), store.history(), logNames);
        factory.register(this::beginOnceMigrated);
    }

    /** The extension on that server. Throws {@link NullPointerException} before Keycloak has initialised all factories. */
    public static Extension of(KeycloakSessionFactory factory) {
        return FamilyJpaEntityProviderFactory.extension(factory);
    }

    /**
     * The extension on the server of that session. Throws {@link NullPointerException} before Keycloak has initialised all
     * factories.
     */
    public static Extension of(KeycloakSession session) {
        return of(session.getKeycloakSessionFactory());
    }

    private void beginOnceMigrated(ProviderEvent event) {
        if (event instanceof PostMigrationEvent) {
            store.begin();
            purgeLag = meters.showPurgeLag(store::purgeLagSeconds);
            if (factory.getProviderFactory(RealmResourceProvider.class, AnswerResource.RESOURCE) != null) {
                beginToTell(); // an operator who has switched the page off wants no mails that lead to it
            }
            if (webhookHosts.any()) {
                webhooks =
                        new WebhookCourier(factory, webhookHosts, meters::webhookAttempted, options.noticesKeptFor());
            }
            if (globalRevocation.active()) {
                orders = new RevocationOrders(
                        factory,
                        globalRevocation,
                        new GlobalRevocation(this::endAllOf, new OrderRecord(factory, store.history())));
            }
        }
    }

    private void beginToTell() {
        couriers = new IncidentCouriers(
                factory,
                store.incidents(),
                new IncidentMail(mailsPerUserAndDay, meters::mailed),
                new IncidentDigest(store.gatheredIncidents(), mailsPerUserAndDay, meters::mailed),
                new EndMail(mailsPerUserAndDay, meters::mailed),
                options.noticesKeptFor());
    }

    private Ended endAllOf(String realmId, String realmName, String userId) {
        return userTakedown(families -> meters.revoked(families, realmName))
                .logOut(realmId, userId, RevocationReason.GLOBAL_REVOCATION);
    }

    /** Who takes orders to end everything of a user; empty where the operator wants none, or the tables are not there. */
    Optional<RevocationOrders> orders() {
        return Optional.ofNullable(orders);
    }

    /** What the metadata of the present realm say of what it has by this extension; nothing where it has nothing of that. */
    Map<String, Object> metadata(KeycloakSession request) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        orders().ifPresent(begun -> metadata.putAll(begun.metadata(request)));
        if (LifetimesScope.isOn(request.getContext().getRealm())) {
            metadata.putAll(ToldLifetimes.metadata());
        }
        return metadata;
    }

    private void wakeCouriers() {
        IncidentCouriers begun = couriers;
        if (begun != null) {
            begun.wake();
        }
        WebhookCourier telling = webhooks;
        if (telling != null) {
            telling.wake();
        }
    }

    /** Where families are kept. */
    public FamilyStore families() {
        return store.families();
    }

    /** Where incidents are recorded, and families revoked because of one. */
    public IncidentStore incidentStore() {
        return store.incidentStore();
    }

    /** Where ends are recorded. */
    public History history() {
        return store.history();
    }

    HistoryQueries historyQueries() {
        return store.historyQueries();
    }

    FamilyQueries familyQueries() {
        return store.familyQueries();
    }

    FamilyNames familyNames() {
        return store.familyNames();
    }

    /** Queues something that is to be told, in a transaction of its own. */
    void tell(NewEntry entry) {
        store.tell(entry);
    }

    /** What users see and change by themselves, where there is such a thing. */
    public SelfService selfService() {
        return selfService;
    }

    RecordedIncidents incidents() {
        return store.incidents();
    }

    IncidentWaves incidentWaves() {
        return store.incidentWaves();
    }

    KeptEntries keptEntries() {
        return store.keptEntries();
    }

    StatisticStore statisticStore() {
        return store.statisticStore();
    }

    Statistics statistics() {
        return store.statistics();
    }

    FamilyMeters meters() {
        return meters;
    }

    Deliveries deliveries() {
        return store.deliveries();
    }

    /** To whom realms may have webhooks delivered. */
    AllowedHosts webhookHosts() {
        return webhookHosts;
    }

    /** Who is told of what the hook finds. */
    VerdictListener verdictListener() {
        return verdictListener;
    }

    /** What that owner's realm, client and user are called, for the log; empty where it is to have ids alone, or nobody knows. */
    Optional<Names> names(KeycloakSession request, Owner owner) {
        RealmModel realm = request.getContext().getRealm();
        if (!logNames || realm == null || !realm.getId().equals(owner.realmId())) {
            return Optional.empty();
        }
        @Nullable ClientModel client = realm.getClientById(owner.clientId());
        @Nullable UserModel user = request.users().getUserById(realm, owner.userId());
        return client == null || user == null
                ? Optional.empty()
                : Optional.of(new Names(realm.getName(), client.getClientId(), user.getUsername()));
    }

    /** How that request judges refresh tokens, and takes down what a reuse has compromised. */
    RefreshProtocol protocol(KeycloakSession request) {
        return new RefreshProtocol(
                families(), incidentStore(), sessionTakedown().afterRequest(request));
    }

    /** What reads the row of a presented token along with its session. */
    RowBesideSession rowBesideSession() {
        return store.sessionWithRow()::read;
    }

    /** How that request ends what a user has too many of. */
    FamilyCap cap(KeycloakSession request) {
        return new FamilyCap(families(), sessionTakedown().afterRequest(request));
    }

    /** How that request refuses a refresh token. */
    Refusal refusal(KeycloakSession request) {
        return new Refusal(request, errorPage);
    }

    /**
     * Holds nothing, so that what a later Keycloak may lack of its sessions is not missed before a request needs it (ADR 15).
     */
    SessionTakedown sessionTakedown() {
        return new SessionTakedown(factory, logouts::ofRealm);
    }

    ClientSessions clientSessions() {
        return new SelectedClientSessions(factory);
    }

    UserTakedown userTakedown(IntConsumer revokedFamilies) {
        return new UserTakedown(factory, new FamilySweep(families(), revokedFamilies), logouts::ofRealm);
    }

    /** Counts the families that are revoked in the realm of that request. */
    IntConsumer revokedFamilies(KeycloakSession request) {
        return families ->
                meters.revoked(families, request.getContext().getRealm().getName());
    }

    /** Counts what may end families in the realm of that request, and could not be read. */
    Runnable unreadable(KeycloakSession request) {
        return () -> meters.unreadable(request.getContext().getRealm().getName());
    }

    /** Who tells and who counts before the database, which both still write to. */
    @Override
    public void close() {
        if (couriers != null) {
            couriers.close();
        }
        if (webhooks != null) {
            webhooks.close();
        }
        if (orders != null) {
            orders.close();
        }
        if (purgeLag != null) {
            purgeLag.close();
        }
        logouts.close();
        store.close();
    }
}
