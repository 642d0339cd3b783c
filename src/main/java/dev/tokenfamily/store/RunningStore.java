package dev.tokenfamily.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/** The store of this server, with what it does beside the requests from the server's start to its stop. */
final class RunningStore implements AutoCloseable {

    private static final Duration HEARTBEAT = Duration.ofMillis(500);

    /** The lag of the purge is measured as often as the purge begins, but at least so often. */
    private static final Duration LONGEST_MEASURING_PAUSE = Duration.ofMinutes(1);

    private final FamilyDatabase database;
    private final Duration incidentsToldFor;
    private final RecentRows recentRows = new RecentRows(new ExtrapolatedClock(System::nanoTime));
    private final PurgeLag purgeLag;
    private final JpaStatisticStore statistics;
    private final Daemon heartbeat;
    private final StatisticFlush statisticFlush;
    private @Nullable Daemon measuring;

    /** The purges begin once Keycloak has migrated its database. */
    RunningStore(KeycloakSessionFactory factory, StoreOptions options) {
        Standstill standstill = new Standstill(System::nanoTime);
        heartbeat = new Daemon("token-family-heartbeat", HEARTBEAT, standstill::running);
        database = new FamilyDatabase(factory, options.connections(), standstill);
        purgeLag = PurgeLag.in(database);
        statistics = new JpaStatisticStore(database, options.statisticsDays());
        statisticFlush = StatisticFlush.of(statistics);
        incidentsToldFor = options.incidentsToldFor();
        factory.register(new OwnerRemoval(database));
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                purge(factory, options);
            }
        });
    }

    /** What the purges are called tells the nodes whose turn it is. */
    private void purge(KeycloakSessionFactory factory, StoreOptions options) {
        PurgeSchedule purges = options.purges();
        purges.begin(factory, "token-family", new FamilyPurge(purges.intervalSeconds()));
        purges.begin(factory, "token-family-incidents", new IncidentPurge(options.incidentDays()));
        purges.begin(factory, "token-family-statistics", new StatisticPurge(options.statisticsDays()));
        Duration interval = Duration.ofSeconds(purges.intervalSeconds());
        Duration pause = interval.compareTo(LONGEST_MEASURING_PAUSE) < 0 ? interval : LONGEST_MEASURING_PAUSE;
        measuring = new Daemon("token-family-purge-lag", pause, purgeLag::measure);
    }

    FamilyDatabase database() {
        return database;
    }

    Duration incidentsToldFor() {
        return incidentsToldFor;
    }

    RecentRows recentRows() {
        return recentRows;
    }

    PurgeLag purgeLag() {
        return purgeLag;
    }

    JpaStatisticStore statistics() {
        return statistics;
    }

    /** The database last, for what was counted is stored before. */
    @Override
    public void close() {
        statisticFlush.close();
        heartbeat.close();
        if (measuring != null) {
            measuring.close();
        }
        database.close();
    }
}
