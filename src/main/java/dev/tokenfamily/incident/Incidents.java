package dev.tokenfamily.incident;

import dev.tokenfamily.family.FamilyQueries.ListedIncident;
import dev.tokenfamily.family.StoreUnavailableException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of incidents once they are recorded. Every method is one short transaction of its own, and throws
 * {@link StoreUnavailableException} if the database does not answer.
 */
public interface Incidents {

    /**
     * An incident with what is needed to tell of it.
     *
     * @param realmUrl as in {@link FollowUp}, until it is known to be the realm's configured one
     * @param requiredAction what the user has still to be told to do, by its alias in the realm; null for nothing
     * @param linksEnded whether the user was disabled since, with which the links to answer by end for good
     */
    record Told(
            ListedIncident listed,
            @Nullable String realmUrl,
            @Nullable String requiredAction,
            boolean linksEnded) {

        /** The same, of a realm at that address; null where none is configured. */
        public Told at(@Nullable String configuredUrl) {
            return new Told(listed, configuredUrl, requiredAction, linksEnded);
        }
    }

    /** An incident of that realm. */
    Optional<Told> find(String realmId, String incidentId);

    /** Takes the user's answer; false where it {@linkplain Answer#mayFollow may not follow} an earlier one, or the realm has no such incident. */
    boolean answer(String realmId, String incidentId, Answer answer);

    /** What a user has to do at the next interactive login, and has not been told yet: each alias once, of however many incidents. */
    List<String> dueActions(String realmId, String userId);

    /** The user has been told to do it, for all incidents so far. */
    void actionTaken(String realmId, String userId, String action);
}
