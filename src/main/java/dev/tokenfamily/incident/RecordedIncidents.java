package dev.tokenfamily.incident;

import dev.tokenfamily.family.FamilyQueries;
import dev.tokenfamily.family.StoreUnavailableException;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of incidents once they are recorded. Every method is one short transaction of its own, and throws
 * {@link StoreUnavailableException} if the database does not answer.
 */
public interface RecordedIncidents {

    /** Lists the incidents that the filter lets through, newest first; empty where there are none on that page. */
    List<ListedIncident> list(IncidentFilter filter, FamilyQueries.Page page);

    /** How many incidents the filter lets through. */
    long count(IncidentFilter filter);

    /**
     * How many incidents the filter lets through, if they are no more than so many; otherwise that number, for no more are counted.
     *
     * @param most from 1
     */
    long count(IncidentFilter filter, int most);

    /** The incident with that id, as it would be listed; empty where that realm has none of that id (any more). */
    Optional<ListedIncident> read(String realmId, String incidentId);

    /** What became of a {@link StateChange}. */
    enum ChangeOutcome {
        /** It is in the new state; nobody is mailed. */
        CHANGED,
        /** It is in the new state, and a mail to the user is queued. */
        CHANGED_AND_MAILED,
        /** It was in another state than expected, or is gone; nothing has changed. */
        OVERTAKEN
    }

    /**
     * Gives an incident another state, with what the user is to be told: all of it or nothing. Of two that expect the same state,
     * one is overtaken, unless that is also what the first has given it.
     */
    ChangeOutcome change(StateChange change);

    /** Finds an incident by its id; empty where that realm has none of that id (any more). */
    Optional<IncidentNotice> find(String realmId, String incidentId);

    /**
     * Stores the user's answer. Only one of two answers that are given at the same moment is stored.
     *
     * @return false where the answer {@linkplain Answer#mayFollow may not follow} an earlier one, or the realm has no such
     *     incident; then nothing is stored
     */
    boolean answer(String realmId, String incidentId, Answer answer);

    /**
     * What a user has to do at the next interactive login, and has not been asked to do yet: aliases of required actions of the
     * realm, in alphabetical order, each once, of however many incidents; empty for nothing.
     */
    List<String> dueActions(String realmId, String userId);

    /** Notes that the user has been asked to do it, for all incidents so far; does nothing where it was not due. */
    void actionTaken(String realmId, String userId, String action);
}
