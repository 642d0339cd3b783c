package dev.tokenfamily.detection;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.StoreUnavailableException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a family was opened of a user who had as many at its client as the policy allows, or more.
 *
 * @param by what was found of the refresh that opened it
 * @param ended the families that ended for it; none under an observing policy
 * @param beyond how many were too many, of which no more are counted than end at once
 * @param failure why none could be counted or ended; null where they could
 */
public record Capped(
        Finding by,
        List<Family> ended,
        int beyond,
        @Nullable StoreUnavailableException failure) {

    /** Takes a copy of the list, so that it never changes. */
    public Capped {
        ended = List.copyOf(ended);
    }
}
