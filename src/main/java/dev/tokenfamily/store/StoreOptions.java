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
 * @param historyDays for which ends are kept, from 1
 * @param purges how often and how much is purged
 */
public record StoreOptions(
        int connections, int incidentDays, int statisticsDays, int historyDays, PurgeSchedule purges) {

    /** Few: each is needed for a millisecond at a time. */
    private static final int DEFAULT_CONNECTIONS = 10;

    private static final int DEFAULT_DAYS = 90;

    /**
     * For how long it must be known what became of a mail: no incident that is still there may seem to have had none. So it is
     * longer than the incidents are kept, by more than two purges can be apart.
     */
    public Duration noticesKeptFor() {
        return Duration.ofDays(incidentDays + 1L);
    }

    /** The options as the operator has set them, or else our defaults. */
    public static StoreOptions of(Config.Scope config) {
        return new StoreOptions(
                config.getInt("pool-max-size", DEFAULT_CONNECTIONS),
                Math.max(1, config.getInt("incident-days", DEFAULT_DAYS)),
                Math.max(1, config.getInt("statistics-days", DEFAULT_DAYS)),
                Math.max(1, config.getInt("history-days", DEFAULT_DAYS)),
                PurgeSchedule.of(config));
    }
}
