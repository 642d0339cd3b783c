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
 * @param newest how many are looked at, from 1: the newest of those of the user, or else of the client, or else of the realm that
 *     is selected, so that what no index finds does not take longer than that; null for all
 */
public record IncidentFilter(
        Selection selection,
        @Nullable String familyId,
        @Nullable Boolean enforced,
        @Nullable IncidentState state,
        @Nullable String address,
        @Nullable String device,
        @Nullable Integer newest) {

    /** Throws {@link IllegalArgumentException} for a selection by anything but user, client and session. */
    public IncidentFilter {
        selection.requireMatching();
    }

    /** Among all incidents, in any state, from anywhere. */
    public IncidentFilter(Selection selection, @Nullable String familyId, @Nullable Boolean enforced) {
        this(selection, familyId, enforced, null, null, null, null);
    }
}
