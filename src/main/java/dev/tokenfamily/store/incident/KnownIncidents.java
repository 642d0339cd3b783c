package dev.tokenfamily.store.incident;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.store.family.OwnedRow;
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

    private final Cache<DeadFamily, Optional<String>> ofFamilies = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(LONGEST)
            .executor(Runnable::run)
            .build();

    private final Cache<OwnedRow.Key, Boolean> observed =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    /** The id of the incident for which that family was revoked, empty where there is none; null where this node does not know. */
    @Nullable
    Optional<String> ofFamily(Owner owner, String familyId) {
        return ofFamilies.getIfPresent(new DeadFamily(owner, familyId));
    }

    /** Remembers the incident for which that family was revoked, or that there is none. */
    void ofFamily(Owner owner, String familyId, Optional<String> incident) {
        ofFamilies.put(new DeadFamily(owner, familyId), incident);
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
