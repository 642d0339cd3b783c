package dev.tokenfamily.incident;

import dev.tokenfamily.family.StoreUnavailableException;
import java.util.Collection;
import java.util.Map;

/** How many incidents there are of {@link Wave}s. */
public interface IncidentWaves {

    /**
     * How many incidents of each of these waves the filter lets through, whether or not it lists only the newest of each; a wave of
     * none is left out.
     *
     * @param waves ids, at most 1,000
     * @throws StoreUnavailableException if the database does not answer
     */
    Map<String, Long> sizes(IncidentFilter filter, Collection<String> waves);
}
