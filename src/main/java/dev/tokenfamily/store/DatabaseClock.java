package dev.tokenfamily.store;

import jakarta.persistence.EntityManager;
import org.keycloak.common.util.Time;

/** The one clock of all nodes: the database's, moved by the offset that Keycloak's own clock has in tests. */
final class DatabaseClock {

    /** HQL for the database's time in epoch seconds. */
    static final String NOW = "extract(epoch from instant)";

    private DatabaseClock() {}

    static long now(EntityManager em) {
        return fromDatabase(em.createQuery("select " + NOW, Number.class).getSingleResult());
    }

    /** From what {@link #NOW} gave. */
    static long fromDatabase(Number epochSeconds) {
        return epochSeconds.longValue() + Time.getOffset();
    }

    /** For a comparison with {@link #NOW}. */
    static long inDatabase(long epochSeconds) {
        return epochSeconds - Time.getOffset();
    }
}
