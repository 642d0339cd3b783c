package dev.tokenfamily.store;

import dev.tokenfamily.background.Daemon;
import dev.tokenfamily.background.FairWork;
import dev.tokenfamily.family.FamilyNames;
import dev.tokenfamily.family.FamilyQueries;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.history.History;
import dev.tokenfamily.history.HistoryQueries;
import dev.tokenfamily.incident.GatheredIncidents;
import dev.tokenfamily.incident.IncidentStore;
import dev.tokenfamily.incident.IncidentWaves;
import dev.tokenfamily.incident.RecordedIncidents;
import dev.tokenfamily.outbox.KeptEntries;
import dev.tokenfamily.outbox.NewEntry;
import dev.tokenfamily.report.StatisticStore;
import dev.tokenfamily.report.Statistics;
import dev.tokenfamily.store.database.ExtrapolatedClock;
import dev.tokenfamily.store.database.FamilyDatabase;
import dev.tokenfamily.store.database.PurgeSchedule;
import dev.tokenfamily.store.family.FamilyPurge;
import dev.tokenfamily.store.family.JpaFamilyNames;
import dev.tokenfamily.store.family.JpaFamilyQueries;
import dev.tokenfamily.store.family.JpaFamilyStore;
import dev.tokenfamily.store.family.PurgeLag;
import dev.tokenfamily.store.family.RecentRows;
import dev.tokenfamily.store.family.SessionWithRow;
import dev.tokenfamily.store.family.Standstill;
import dev.tokenfamily.store.history.HistoryPurge;
import dev.tokenfamily.store.history.JpaHistory;
import dev.tokenfamily.store.incident.IncidentPurge;
import dev.tokenfamily.store.incident.IncidentRecorder;
import dev.tokenfamily.store.incident.JpaGatheredIncidents;
import dev.tokenfamily.store.incident.JpaIncidentStore;
import dev.tokenfamily.store.incident.JpaIncidentWaves;
import dev.tokenfamily.store.incident.JpaRecordedIncidents;
import dev.tokenfamily.store.statistic.JpaStatisticStore;
import dev.tokenfamily.store.webhook.JpaDeliveries;
import dev.tokenfamily.store.webhook.WebhookQueue;
import dev.tokenfamily.webhook.Deliveries;
import java.time.Duration;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSessionFactory;

/** The stores of one server over its database, with what they do beside the requests from the server's start to its stop. */
public final class RunningStore implements AutoCloseable {

    private static final Duration HEARTBEAT = Duration.ofMillis(500);

    /** The lag of the purge is measured as often as the purge begins, but at least so often. */
    private static final Duration LONGEST_MEASURING_PAUSE = Duration.ofMinutes(1);

    private final KeycloakSessionFactory factory;
    private final StoreOptions options;
    private final FamilyDatabase database;
    private final Standstill standstill = new Standstill(System::nanoTime);
    private final PurgeLag purgeLag;
    private final IncidentRecorder recorder;
    private final JpaFamilyStore families;
    private final SessionWithRow sessionWithRow;
    private final JpaFamilyQueries familyQueries;
    private final JpaFamilyNames familyNames;
    private final Runnable couriers;
    private final JpaIncidentStore incidentStore;
    private final JpaRecordedIncidents incidents;
    private final JpaStatisticStore statistics;
    private final JpaHistory history;
    private final JpaDeliveries deliveries;
    private final Removals removals = new Removals(FairWork.forRemovals(), Removals.UNTIL_THE_SECOND);
    private final Daemon heartbeat;
    private @Nullable Daemon measuring;
    private @Nullable Daemon probing;

    /**
     * Begins with what needs no table. The database is opened when it is first used.
     *
     * @param webhooks queues what other systems are told
     * @param couriers wakes those who tell people, for what has just been queued in Keycloak's outbox
     * @param historyLost is told how many ends could not be put on record
     */
    public RunningStore(
            KeycloakSessionFactory factory,
            StoreOptions options,
            WebhookQueue webhooks,
            Runnable couriers,
            IntConsumer historyLost) {
        this.factory = factory;
        this.options = options;
        this.couriers = couriers;
        heartbeat = new Daemon("token-family-heartbeat", HEARTBEAT, standstill::running);
        database = new FamilyDatabase(factory, options.connections());
        purgeLag = PurgeLag.of(database);
        RecentRows recentRows = new RecentRows(new ExtrapolatedClock(System::nanoTime));
        recorder = new IncidentRecorder(database, webhooks, couriers);
        incidentStore = new JpaIncidentStore(database, recentRows, recorder, webhooks);
        incidents = new JpaRecordedIncidents(database, recorder, webhooks, incidentStore.repeats());
        families = new JpaFamilyStore(factory, database, recentRows, standstill, incidentStore::endLinks);
        sessionWithRow = new SessionWithRow(factory, recentRows, standstill);
        familyQueries = new JpaFamilyQueries(database);
        familyNames = new JpaFamilyNames(database);
        statistics = new JpaStatisticStore(database, options.statisticsDays());
        statistics.begin();
        history = new JpaHistory(database, webhooks, couriers, historyLost);
        deliveries = new JpaDeliveries(database, couriers);
        factory.register(new OwnerRemoval(database, statistics, removals));
    }

    /** Begins with what needs the tables, once Keycloak has migrated its database: purges, records of incidents, the probe. */
    public void begin() {
        beginPurges();
        recorder.begin();
        incidentStore.repeats().begin();
        history.begin();
        probing = database.probe(standstill::databaseAnswered).begin();
    }

    /** What the purges are called tells the nodes whose turn it is. */
    private void beginPurges() {
        PurgeSchedule purges = options.purges();
        purges.begin(factory, "token-family", new FamilyPurge(database, purges.intervalSeconds()));
        purges.begin(factory, "token-family-incidents", new IncidentPurge(database, options.incidentDays()));
        purges.begin(factory, "token-family-history", new HistoryPurge(database, options.historyDays()));
        purges.begin(
                factory,
                "token-family-statistics",
                (session, realmId, now, most, removed) -> statistics.removeExpired(now));
        Duration interval = Duration.ofSeconds(purges.intervalSeconds());
        Duration pause = interval.compareTo(LONGEST_MEASURING_PAUSE) < 0 ? interval : LONGEST_MEASURING_PAUSE;
        measuring = new Daemon("token-family-purge-lag", pause, purgeLag::measure);
    }

    /** Where families are kept. */
    public FamilyStore families() {
        return families;
    }

    /** What reads the row of a family along with its session. */
    public SessionWithRow sessionWithRow() {
        return sessionWithRow;
    }

    /** What admins look up of families. */
    public FamilyQueries familyQueries() {
        return familyQueries;
    }

    /** What users call their families. */
    public FamilyNames familyNames() {
        return familyNames;
    }

    /**
     * Queues something that is to be told, in a transaction of its own, and has it told at once.
     *
     * @throws StoreUnavailableException if the database fails; then it is not queued
     */
    public void tell(NewEntry entry) {
        database.transactAside(em -> {
            entry.enqueue(em);
            return true;
        });
        couriers.run();
    }

    /** Where incidents are recorded, and families revoked because of one. */
    public IncidentStore incidentStore() {
        return incidentStore;
    }

    /** What becomes of incidents once they are recorded. */
    public RecordedIncidents incidents() {
        return incidents;
    }

    /** What is gathered for mails. */
    public GatheredIncidents gatheredIncidents() {
        return new JpaGatheredIncidents(database);
    }

    /** How many incidents there are of waves. */
    public IncidentWaves incidentWaves() {
        return new JpaIncidentWaves(database);
    }

    /** What of ours is in Keycloak's outbox. */
    public KeptEntries keptEntries() {
        return new OutboxRows(database);
    }

    /** Where what all servers have counted is kept. */
    public StatisticStore statisticStore() {
        return statistics;
    }

    /** Where ends are recorded. */
    public History history() {
        return history;
    }

    /** What admins look up of ends. */
    public HistoryQueries historyQueries() {
        return history;
    }

    /** The deliveries of webhooks. */
    public Deliveries deliveries() {
        return deliveries;
    }

    /** What this server counts with. */
    public Statistics statistics() {
        return statistics.counted();
    }

    /** For how many seconds the oldest row that is due has waited for the purge ({@link PurgeLag#seconds}). */
    public double purgeLagSeconds() {
        return purgeLag.seconds();
    }

    /** The database last, for what was counted is stored before. */
    @Override
    public void close() {
        removals.close();
        statistics.close();
        history.close();
        incidentStore.repeats().close();
        heartbeat.close();
        recorder.close();
        if (probing != null) {
            probing.close();
        }
        if (measuring != null) {
            measuring.close();
        }
        database.close();
    }
}
