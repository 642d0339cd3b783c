package dev.tokenfamily.incident;

import dev.tokenfamily.family.Selection;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents of a realm are listed.
 *
 * @param selection of the families they happened to, by user, client and session only ({@link Selection#requireMatching})
 * @param familyId of the one family they happened to; null for all families
 * @param enforced true for those for which the family was revoked, false for those for which it was not; null for both
 */
public record IncidentFilter(
        Selection selection,
        @Nullable String familyId,
        @Nullable Boolean enforced) {

    /** Throws {@link IllegalArgumentException} for a selection by anything but user, client and session. */
    public IncidentFilter {
        selection.requireMatching();
    }
}
