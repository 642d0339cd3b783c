package dev.tokenfamily.incident;

import org.jspecify.annotations.Nullable;

/**
 * What an admin wants an incident to be from now on.
 *
 * @param realmId internal id of its realm
 * @param incidentId id of the incident
 * @param expected the state in which the admin has seen it
 * @param state that it is to have
 * @param repeats how many repeats the admin can have seen; what came later is to be looked at
 * @param by username of the admin
 * @param ended what has ended for it, as the text of a revocation scope; null for nothing
 * @param notifyUser whether the user is to be mailed; a second mail about one incident there is not
 * @param requiredAction what the user has to do at the next interactive login, by its alias in the realm; null for nothing more
 */
public record StateChange(
        String realmId,
        String incidentId,
        IncidentState expected,
        IncidentState state,
        int repeats,
        String by,
        @Nullable String ended,
        boolean notifyUser,
        @Nullable String requiredAction) {}
