package dev.tokenfamily.store;

import jakarta.persistence.EntityManager;
import org.keycloak.common.util.Time;

/** The one clock of all nodes: the database's, moved by the offset that Keycloak's own clock has in tests. */
final class DatabaseClock {

    /** HQL for the database's time in whole epoch seconds. */
    static final String NOW = "floor(extract(epoch from instant))"; // H2 would round

    /** HQL for that, and for the second of the minute, with the fraction that it lacks. */
    static final String EXACTLY = NOW + ", extract(second from instant)";

    private DatabaseClock() {}

    static long now(EntityManager em) {
        return fromDatabase(em.createQuery("select " + NOW, Number.class).getSingleResult());
    }

    /** From what {@link #NOW} gave. */
    static long fromDatabase(Number epochSeconds) {
        return epochSeconds.longValue() + Time.getOffset();
    }

    /**
     * Whole epoch seconds, and lets the other clock know.
     *
     * @param row that begins with what {@link #EXACTLY} gave
     */
    static long shownTo(ExtrapolatedClock clock, Object[] row) {
        Number epochSeconds = (Number) row[0];
        double second = ((Number) row[1]).doubleValue();
        clock.shows(epochSeconds.longValue() + second - Math.floor(second));
        return fromDatabase(epochSeconds);
    }

    /** For a comparison with {@link #NOW}; the end of time stays what it is. */
    static long inDatabase(long epochSeconds) {
        return epochSeconds == Long.MAX_VALUE ? epochSeconds : epochSeconds - Time.getOffset();
    }
}
