package dev.tokenfamily.store.database;

import dev.tokenfamily.background.Daemon;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Asks the database again and again whether it is there: on a connection that nobody else uses, and with a question that
 * touches no row, so that no crowd of requests and no lock keeps the answer away.
 */
public final class DatabaseProbe {

    private static final Logger LOG = Logger.getLogger(DatabaseProbe.class);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final BooleanSupplier own;
    private final BooleanSupplier shared;
    private final Runnable answered;
    private boolean alone = true;

    /**
     * Asks nothing yet.
     *
     * @param own whether the database answers on the connection of its own
     * @param shared whether it answers on one that requests use too
     * @param answered is told of every answer
     */
    DatabaseProbe(BooleanSupplier own, BooleanSupplier shared, Runnable answered) {
        this.own = own;
        this.shared = shared;
        this.answered = answered;
    }

    /** Begins to ask, twice a second on a thread of its own, until that is closed. */
    public Daemon begin() {
        return new Daemon("token-family-database", PAUSE, this::ask);
    }

    /**
     * A database that gives nobody one connection more is there all the same, and what is excused while it is away must not
     * be for as long as nobody mends that. So what requests use may say that the database is there, never that it is not.
     */
    void ask() {
        if (own.getAsBoolean()) {
            alone = true;
            answered.run();
        } else if (shared.getAsBoolean()) {
            answered.run();
            if (alone) {
                LOG.warn("The probe of the database gets no connection of its own, and takes one that requests need");
            }
            alone = false;
        }
    }
}
