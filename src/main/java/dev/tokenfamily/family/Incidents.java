package dev.tokenfamily.family;

import dev.tokenfamily.family.FamilyQueries.ListedIncident;
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
     * @param realmUrl as in {@link FollowUp}
     * @param requiredAction what the user has still to be told to do, by its alias in the realm; null for nothing
     */
    record Told(
            ListedIncident listed,
            @Nullable String realmUrl,
            @Nullable String requiredAction) {}

    /** An incident of that realm. */
    Optional<Told> find(String realmId, String incidentId);

    /** Takes the user's answer; false where it {@linkplain Answer#mayFollow may not follow} an earlier one, or the realm has no such incident. */
    boolean answer(String realmId, String incidentId, Answer answer);

    /**
     * Something that a user has to do at the next interactive login, and has not been told yet.
     *
     * @param action its alias in the realm
     */
    record DueAction(String incidentId, String action) {}

    /** Those of a user. */
    List<DueAction> dueActions(String realmId, String userId);

    /** The user of that realm has been told to do it. */
    void actionTaken(String realmId, DueAction action);
}
