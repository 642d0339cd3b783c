package dev.tokenfamily.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tokenfamily.family.Family;
import org.jspecify.annotations.Nullable;

/** The rows that this node wrote last, as many as Keycloak caches sessions. Other nodes may have changed them since. */
final class RecentRows {

    private static final int MOST = 10_000;

    private final Cache<String, Family> rows =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    void wrote(Family row) {
        rows.put(row.id(), row);
    }

    void forget(String familyId) {
        rows.invalidate(familyId);
    }

    void forgetAll() {
        rows.invalidateAll();
    }

    @Nullable
    Family recall(String familyId) {
        return rows.getIfPresent(familyId);
    }
}
