package dev.tokenfamily.store.family;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.store.database.DatabaseClock;
import dev.tokenfamily.store.database.ExtrapolatedClock;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The rows that this node read or wrote last, as many as Keycloak caches sessions. Other nodes may have changed them
 * since.
 */
public final class RecentRows {

    private static final int MOST = 10_000;

    private final Cache<OwnedRow.Key, Family> rows =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
    private final ExtrapolatedClock clock;

    /**
     * Remembers nothing yet.
     *
     * @param clock the database's, which whoever asks the database shows what it says
     */
    public RecentRows(ExtrapolatedClock clock) {
        this.clock = clock;
    }

    /**
     * A row as it was.
     *
     * @param now the database's time, epoch seconds
     */
    record Recalled(Family row, long now) {}

    /** A family's row as this node saw it last; empty where it saw none, or does not know what time it is. */
    Optional<Recalled> recall(OwnedRow.Key family) {
        Family row = rows.getIfPresent(family);
        OptionalLong now = clock.now();
        return row == null || now.isEmpty()
                ? Optional.empty()
                : Optional.of(new Recalled(row, DatabaseClock.fromDatabase(now.getAsLong())));
    }

    /** Remembers a row as it is now. */
    void remember(Family row) {
        rows.put(new OwnedRow.Key(row.id(), row.owner().realmId()), row);
    }

    /** Forgets the row of a family of that owner's realm, which is about to change. */
    public void forget(Owner owner, String familyId) {
        rows.invalidate(new OwnedRow.Key(familyId, owner.realmId()));
    }

    void forget(Family family) {
        forget(family.owner(), family.id());
    }

    void forgetAll() {
        rows.invalidateAll();
    }

    ExtrapolatedClock clock() {
        return clock;
    }
}
