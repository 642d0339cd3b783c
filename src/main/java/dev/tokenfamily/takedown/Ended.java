package dev.tokenfamily.takedown;

import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.takedown.SelectedTokens.Extent;
import org.jspecify.annotations.Nullable;

/**
 * What has ended of what was to end. It lies in more than one store, and what has ended in one stays ended where another one
 * fails: that belongs on record as well.
 *
 * @param extent how much has ended
 * @param failure why that is not all; null where it is
 */
public record Ended(Extent extent, @Nullable StoreUnavailableException failure) {

    /** All of it. */
    public static Ended all(int families, int clientSessions) {
        return new Ended(new Extent(families, clientSessions), null);
    }

    /** This, and that besides. Of two failures the first counts, and carries the other one. */
    public Ended and(Ended more) {
        return new Ended(
                new Extent(
                        extent.families() + more.extent.families(),
                        extent.clientSessions() + more.extent.clientSessions()),
                first(failure, more.failure));
    }

    private static @Nullable StoreUnavailableException first(
            @Nullable StoreUnavailableException failure, @Nullable StoreUnavailableException later) {
        if (failure != null && later != null && failure != later) {
            failure.addSuppressed(later);
        }
        return failure == null ? later : failure;
    }

    /** This, but not all of what was to end, for that reason. */
    public Ended butFor(StoreUnavailableException reason) {
        return and(new Ended(new Extent(0, 0), reason));
    }

    /** Whether anything has ended. */
    public boolean some() {
        return extent.families() > 0 || extent.clientSessions() > 0;
    }

    /**
     * How much has ended, if that is all.
     *
     * @throws StoreUnavailableException where it is not
     */
    public Extent complete() {
        if (failure != null) {
            throw failure;
        }
        return extent;
    }
}
