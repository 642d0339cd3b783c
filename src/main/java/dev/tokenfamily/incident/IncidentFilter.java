package dev.tokenfamily.incident;

import dev.tokenfamily.family.Selection;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents of a realm are listed.
 *
 * @param selection of the families they happened to, by user, client and session only ({@link Selection#requireMatching})
 * @param familyId of the one family they happened to; null for all families
 * @param enforced true for those for which the family was revoked, false for those for which it was not; null for both
 * @param state in which they are now; null for all
 * @param address from which the token came or the head had been obtained; null for all
 * @param device part of the user agent on either side, whatever its case; null for all
 */
public record IncidentFilter(
        Selection selection,
        @Nullable String familyId,
        @Nullable Boolean enforced,
        @Nullable IncidentState state,
        @Nullable String address,
        @Nullable String device) {

    /** Throws {@link IllegalArgumentException} for a selection by anything but user, client and session. */
    public IncidentFilter {
        selection.requireMatching();
    }

    /** Incidents in any state, from anywhere. */
    public IncidentFilter(Selection selection, @Nullable String familyId, @Nullable Boolean enforced) {
        this(selection, familyId, enforced, null, null, null);
    }
}
