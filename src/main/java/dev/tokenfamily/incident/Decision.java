package dev.tokenfamily.incident;

import org.jspecify.annotations.Nullable;

/**
 * What an admin has said last about an incident.
 *
 * @param state that the admin has given it
 * @param at when, in epoch seconds of the database's clock
 * @param by username of the admin
 * @param repeats how often tokens of the family had come by then that could mean something; 0 or more
 * @param ended what ended when the theft was confirmed, as the text of a revocation scope; null for nothing
 */
public record Decision(
        IncidentState state,
        long at,
        String by,
        int repeats,
        @Nullable String ended) {

    /**
     * Whether it holds no more, since a token has come that could mean something, and nobody knew of that. A theft that was confirmed
     * stays so where something has ended. Where nothing has, whoever was the thief may go on.
     *
     * @param enforced whether the family was revoked for the incident
     */
    boolean isOvertakenBy(int repeatsNow, boolean enforced) {
        return repeatsNow > repeats && reopens(enforced);
    }

    private boolean reopens(boolean enforced) {
        return switch (state) {
            case OPEN -> false;
            case CONFIRMED -> !enforced && ended == null;
            case FALSE_ALARM, DISMISSED -> true;
        };
    }
}
