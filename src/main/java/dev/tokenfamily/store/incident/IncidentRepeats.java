package dev.tokenfamily.store.incident;

import dev.tokenfamily.background.Daemon;
import dev.tokenfamily.incident.IncidentStore.NoteOutcome;
import dev.tokenfamily.incident.Repeat;
import dev.tokenfamily.store.database.FamilyDatabase;
import dev.tokenfamily.store.family.OwnedRow;
import dev.tokenfamily.store.incident.RepeatCounts.Counted;
import dev.tokenfamily.store.incident.RepeatCounts.Observed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts on recorded incidents that they happen again: in memory, and once a second in their rows, beside the requests and at the
 * end of the server. So however often a thief sends what he has, we write no more often than that, as long as there is room (ADR 36). A
 * node that dies takes the counts of the last second with it.
 */
public final class IncidentRepeats implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(IncidentRepeats.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int MOST_AT_ONCE = 100;

    private final Rows rows;
    private final Recording recording;
    private final RepeatCounts counts;
    private final Turn turn = new Turn();
    private volatile boolean failing;
    private volatile @Nullable Daemon daemon;

    /** The rows of incidents. */
    interface Rows {

        /**
         * Adds what was counted to the rows, all of it or nothing.
         *
         * @return those that have no row (any more)
         * @throws SQLException or whatever the pool makes of it, if the database fails
         */
        List<Counted> add(List<Counted> counted) throws SQLException;
    }

    /** Records an incident for which nothing was revoked, as the first or as one more. */
    interface Recording {

        /** Records it; false where its family is gone, so that there is nothing to count on. Throws whatever the database fails with. */
        boolean record(Observed observed) throws SQLException;
    }

    IncidentRepeats(Rows rows, Recording recording, LongSupplier nanos) {
        this.rows = rows;
        this.recording = recording;
        this.counts = new RepeatCounts(nanos);
    }

    /**
     * Counts nothing yet.
     *
     * @param writing records anew what is gone
     */
    static IncidentRepeats of(FamilyDatabase database, ObservedIncidents writing) {
        LongSupplier nanos = System::nanoTime;
        return new IncidentRepeats(
                new RepeatedRows(database, nanos),
                observed -> writing.observe(observed.incident(), observed.followUp()) != NoteOutcome.OUTDATED,
                nanos);
    }

    /** Begins to write what is counted, every second on a thread of its own, until this is closed. The tables must be there. */
    public void begin() {
        daemon = new Daemon("token-family-repeats", PAUSE, this::flush);
    }

    /**
     * Counts that an incident has happened again for which its family was revoked. Where there is no room it is written at once.
     *
     * @throws SQLException or whatever the pool makes of it, if there is no room and the database fails; then it is not counted
     */
    void count(OwnedRow.Key incident, Repeat repeat) throws SQLException {
        if (!counts.add(incident, repeat, null)) {
            List<Counted> unused = rows.add(List.of(counts.one(incident, repeat, null)));
        }
    }

    /** Counts that an incident has happened again for which nothing was revoked; false where there is no room. */
    boolean count(OwnedRow.Key incident, Observed observed) {
        return counts.add(incident, Repeat.PRESENTATION, observed);
    }

    /**
     * Writes what is counted by now, as far as the database takes it; what it does not take is kept for the next time. Then each
     * incident is tried by itself, since one whose row is locked must not be in the way of the others.
     */
    void flush() {
        if (!turn.comes()) {
            return;
        }
        try {
            @Nullable Exception failure = writeAll();
            if (failure != null && !failing) {
                LOG.warn("How often incidents are repeated cannot be written; it is kept until it can", failure);
            }
            failing = failure != null;
        } finally {
            turn.end();
        }
    }

    /** Comes to an end however much is counted meanwhile. */
    private @Nullable Exception writeAll() {
        int atOnce = failing ? 1 : MOST_AT_ONCE;
        for (int left = counts.size(); left > 0; left -= atOnce) {
            @Nullable Exception failure = write(counts.take(Math.min(atOnce, left)));
            if (failure != null) {
                return failure;
            }
        }
        return null;
    }

    private @Nullable Exception write(List<Counted> some) {
        List<Counted> gone;
        try {
            gone = rows.add(some);
        } catch (SQLException | RuntimeException e) { // whatever the database fails with
            counts.giveBack(some);
            return e;
        }
        @Nullable Exception failure = null;
        for (Counted counted : gone) {
            @Nullable Observed observed = counted.observed();
            if (observed != null) {
                @Nullable Exception ofThis = recordAnew(counted, observed);
                failure = failure == null ? ofThis : failure;
            }
        }
        return failure;
    }

    /** Its row was removed since, as one is that is old: then this is the first one again. */
    private @Nullable Exception recordAnew(Counted counted, Observed observed) {
        try {
            if (recording.record(observed) && counted.presentations() > 1) {
                counts.giveBack(List.of(counted.withoutFirst()));
            }
            return null;
        } catch (SQLException | RuntimeException e) { // whatever the database fails with
            counts.giveBack(List.of(counted));
            return e;
        }
    }

    /** Writes what is counted once more, but does not hold up a server that stops. What comes later is written at once. */
    @Override
    public void close() {
        counts.close();
        Daemon begun = daemon;
        if (begun != null) {
            begun.wake();
            begun.close();
        }
    }
}
