package dev.tokenfamily.store;

import dev.tokenfamily.background.Daemon;
import dev.tokenfamily.background.FairWork;
import dev.tokenfamily.incident.IncidentStore;
import dev.tokenfamily.store.database.ExtrapolatedClock;
import dev.tokenfamily.store.database.FamilyDatabase;
import dev.tokenfamily.store.database.PurgeSchedule;
import dev.tokenfamily.store.family.FamilyPurge;
import dev.tokenfamily.store.family.PurgeLag;
import dev.tokenfamily.store.family.RecentRows;
import dev.tokenfamily.store.family.Standstill;
import dev.tokenfamily.store.incident.IncidentPurge;
import dev.tokenfamily.store.incident.IncidentRecorded;
import dev.tokenfamily.store.incident.IncidentRecorder;
import dev.tokenfamily.store.incident.JpaIncidentStore;
import dev.tokenfamily.store.statistic.JpaStatisticStore;
import dev.tokenfamily.store.statistic.StatisticFlush;
import dev.tokenfamily.store.statistic.StatisticPurge;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/** The store of this server, with what it does beside the requests from the server's start to its stop. */
public final class RunningStore implements AutoCloseable {

    private static final Duration HEARTBEAT = Duration.ofMillis(500);

    /** Usually an incident is recorded at once; so soon, where its node has died or the database has failed. */
    private static final Duration RECORDING = Duration.ofSeconds(5);

    /** The lag of the purge is measured as often as the purge begins, but at least so often. */
    private static final Duration LONGEST_MEASURING_PAUSE = Duration.ofMinutes(1);

    private final FamilyDatabase database;
    private final KeycloakSessionFactory factory;
    private final Duration incidentsToldFor;
    private final RecentRows recentRows = new RecentRows(new ExtrapolatedClock(System::nanoTime));
    private final IncidentRecorder recorder;
    private final PurgeLag purgeLag;
    private final JpaStatisticStore statistics;
    private final Standstill standstill = new Standstill(System::nanoTime);
    private final FairWork notices = FairWork.forNotices();
    private final FairWork removals = FairWork.forRemovals();
    private final Daemon heartbeat;
    private final StatisticFlush statisticFlush;
    private volatile @Nullable Daemon recording;
    private @Nullable Daemon measuring;
    private @Nullable Daemon probing;

    /** The purges begin once Keycloak has migrated its database. */
    RunningStore(KeycloakSessionFactory factory, StoreOptions options) {
        this.factory = factory;
        heartbeat = new Daemon("token-family-heartbeat", HEARTBEAT, standstill::running);
        database = new FamilyDatabase(factory, options.connections());
        recorder = new IncidentRecorder(database, () -> factory.publish(new IncidentRecorded()));
        purgeLag = PurgeLag.in(database);
        statistics = new JpaStatisticStore(database, options.statisticsDays());
        statisticFlush = StatisticFlush.of(statistics);
        incidentsToldFor = options.incidentsToldFor();
        factory.register(new OwnerRemoval(database, removals));
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                purge(factory, options);
                recording = new Daemon("token-family-incidents", RECORDING, recorder::recordAll);
                probing = database.probe(standstill::databaseAnswered).begin();
            }
        });
    }

    /** What the purges are called tells the nodes whose turn it is. */
    private void purge(KeycloakSessionFactory factory, StoreOptions options) {
        PurgeSchedule purges = options.purges();
        purges.begin(factory, "token-family", new FamilyPurge(database, purges.intervalSeconds()));
        purges.begin(factory, "token-family-incidents", new IncidentPurge(database, options.incidentDays()));
        purges.begin(factory, "token-family-statistics", new StatisticPurge(database, options.statisticsDays()));
        Duration interval = Duration.ofSeconds(purges.intervalSeconds());
        Duration pause = interval.compareTo(LONGEST_MEASURING_PAUSE) < 0 ? interval : LONGEST_MEASURING_PAUSE;
        measuring = new Daemon("token-family-purge-lag", pause, purgeLag::measure);
    }

    public FamilyDatabase database() {
        return database;
    }

    public IncidentRecorder recorder() {
        return recorder;
    }

    /** Incidents, for one request. */
    public IncidentStore incidents() {
        return new JpaIncidentStore(factory);
    }

    /** Beside the request, which waits for nothing that comes after the revocation. */
    public void recordSoon() {
        Daemon begun = recording;
        if (begun != null) {
            begun.wake();
        }
    }

    public Duration incidentsToldFor() {
        return incidentsToldFor;
    }

    public Standstill standstill() {
        return standstill;
    }

    public FairWork notices() {
        return notices;
    }

    public RecentRows recentRows() {
        return recentRows;
    }

    public PurgeLag purgeLag() {
        return purgeLag;
    }

    public JpaStatisticStore statistics() {
        return statistics;
    }

    /** The database last, for what was counted is stored before. */
    @Override
    public void close() {
        notices.close();
        removals.close();
        statisticFlush.close();
        heartbeat.close();
        Daemon begun = recording;
        if (begun != null) {
            begun.close();
        }
        if (probing != null) {
            probing.close();
        }
        if (measuring != null) {
            measuring.close();
        }
        database.close();
    }
}
