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
 * @param wave the id of their {@link Wave}; null for all
 * @param newestOfWaves whether only the newest of each wave is let through, of those that everything else lets through; what is of
 *     no wave is let through
 */
public record IncidentFilter(
        Selection selection,
        @Nullable String familyId,
        @Nullable Boolean enforced,
        @Nullable IncidentState state,
        @Nullable String address,
        @Nullable String device,
        @Nullable Integer newest,
        @Nullable String wave,
        boolean newestOfWaves) {

    /** Throws {@link IllegalArgumentException} for a selection by anything but user, client and session. */
    public IncidentFilter {
        selection.requireMatching();
    }

    /** All incidents of those families. */
    public static IncidentFilter of(Selection selection) {
        return of(selection, null);
    }

    /** All incidents of those families for which a family was revoked. */
    public static IncidentFilter ofEnforced(Selection selection) {
        return of(selection, true);
    }

    private static IncidentFilter of(Selection selection, @Nullable Boolean enforced) {
        return new IncidentFilter(selection, null, enforced, null, null, null, null, null, false);
    }

    /** This filter, with all incidents of each wave. */
    public IncidentFilter ofAllInWaves() {
        return new IncidentFilter(selection, familyId, enforced, state, address, device, newest, wave, false);
    }
}
