package dev.tokenfamily.store;

import dev.tokenfamily.background.FairWork;
import dev.tokenfamily.background.Later;
import dev.tokenfamily.log.LogField;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/**
 * Removals off the requests' threads, each of them twice: at once, and again some time after that has ended, since a request of
 * that moment, or what waits on another node to be recorded, may have left something behind. What a server that stops has
 * still to remove stays until it is purged.
 */
final class Removals implements AutoCloseable {

    /** Longer than a request takes, and than anything waits to be recorded while the database works. */
    static final Duration UNTIL_THE_SECOND = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(Removals.class);

    private final FairWork work;
    private final Later later;

    /**
     * Begins nothing by itself.
     *
     * @param work where nothing waits for anybody's network; it is closed with this
     * @param untilTheSecond how long after the end of the first removal the second begins
     */
    Removals(FairWork work, Duration untilTheSecond) {
        this.work = work;
        this.later = new Later("token-family-second-removal", untilTheSecond);
    }

    /**
     * Has both done.
     *
     * @param realmId of the realm whose turn they take
     * @param first is done at once
     * @param second is done whatever became of the first
     */
    void add(String realmId, Runnable first, Runnable second) {
        queue(realmId, () -> {
            try {
                first.run();
            } finally {
                later.run(() -> queue(realmId, second));
            }
        });
    }

    private void queue(String realmId, Runnable removal) {
        try {
            work.ofRealm(realmId).execute(removal);
        } catch (RejectedExecutionException e) { // the server stops
            LOG.warnf(
                    e,
                    "What there is of somebody removed from realm %s stays until it is purged",
                    LogField.of(realmId));
        }
    }

    @Override
    public void close() {
        later.close();
        work.close();
    }
}
