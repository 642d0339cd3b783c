package dev.tokenfamily.store;

import dev.tokenfamily.store.database.PurgeSchedule;
import java.time.Duration;
import org.keycloak.Config;

/**
 * The operator's options, {@code spi-jpa-entity-provider--token-family--…}.
 *
 * @param connections how many of our own there are at most
 * @param incidentDays for which incidents are kept, from 1
 * @param statisticsDays for which statistics are kept, the present one included, from 1
 * @param purges how often and how much is purged
 */
record StoreOptions(int connections, int incidentDays, int statisticsDays, PurgeSchedule purges) {

    /** Few: each is needed for a millisecond at a time. */
    private static final int DEFAULT_CONNECTIONS = 10;

    private static final int DEFAULT_DAYS = 90;

    /** Longer than the incidents themselves, by more than two purges can be apart. */
    Duration incidentsToldFor() {
        return Duration.ofDays(incidentDays + 1L);
    }

    static StoreOptions of(Config.Scope config) {
        return new StoreOptions(
                config.getInt("pool-max-size", DEFAULT_CONNECTIONS),
                Math.max(1, config.getInt("incident-days", DEFAULT_DAYS)),
                Math.max(1, config.getInt("statistics-days", DEFAULT_DAYS)),
                PurgeSchedule.of(config));
    }
}
