package dev.tokenfamily.store.incident;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.store.family.OwnedRow;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents this node knows to be recorded, so that it need not ask each time. A row may be removed meanwhile, when it is
 * old; whoever counts on it finds that out.
 */
final class KnownIncidents {

    private static final int MOST = 10_000;

    /** For so long an event may name an incident that has been removed. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private record DeadFamily(Owner owner, String familyId) {}

    /** What was found for one; nothing where there is none. */
    private record Known(Optional<String> id) {}

    private final Cache<DeadFamily, Known> ofFamilies = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(LONGEST)
            .executor(Runnable::run)
            .build();

    private final Cache<OwnedRow.Key, Boolean> observed =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    private final Recorded recorded;

    /** Knows nothing yet. */
    KnownIncidents(Recorded recorded) {
        this.recorded = recorded;
    }

    /** What the database says of incidents for which families were revoked. Each throws whatever the database fails with. */
    interface Recorded {

        /** The id of that of a family; empty where none is recorded (any more). */
        Optional<String> find(Owner owner, String familyId) throws SQLException;

        /** Whether that family is dead, and none of it is still to be recorded. */
        boolean isSettled(OwnedRow.Key family) throws SQLException;

        /** Records that of a family, unless somebody else does. */
        void record(OwnedRow.Key family) throws SQLException;
    }

    /**
     * The id of the incident for which that family was revoked, which is recorded first where that is still to be done; empty where there
     * is none (any more), or it could not be recorded now.
     *
     * @throws SQLException or whatever else the database fails with
     */
    Optional<String> ofFamily(Owner owner, String familyId) throws SQLException {
        DeadFamily dead = new DeadFamily(owner, familyId);
        @Nullable Known known = ofFamilies.getIfPresent(dead);
        if (known != null) {
            return known.id();
        }
        Optional<String> found = recorded.find(owner, familyId);
        if (found.isEmpty()) {
            OwnedRow.Key family = new OwnedRow.Key(familyId, owner.realmId());
            boolean settled = recorded.isSettled(family);
            if (!settled) {
                recorded.record(family);
            }
            found = recorded.find(owner, familyId);
            if (!settled && found.isEmpty()) {
                return found;
            }
        }
        // that there is none is certain, since none was due of the dead family before: a family dies once
        ofFamilies.put(dead, new Known(found));
        return found;
    }

    /** Whether an incident for which nothing was revoked is known to have a row. */
    boolean isObserved(OwnedRow.Key incident) {
        return observed.getIfPresent(incident) != null;
    }

    /** Remembers an incident for which nothing was revoked, and which has a row. */
    void observed(OwnedRow.Key incident) {
        observed.put(incident, Boolean.TRUE);
    }
}
