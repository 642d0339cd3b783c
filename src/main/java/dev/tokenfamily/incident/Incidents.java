package dev.tokenfamily.incident;

import dev.tokenfamily.family.FamilyQueries;
import dev.tokenfamily.family.Selection;
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
     * An incident as it is listed.
     *
     * @param id of the incident
     * @param at when it happened, epoch seconds of the database's clock
     * @param repeats how often superseded tokens of the family came again since
     * @param lastRepeatAt when the last of them came, epoch seconds; null for none
     * @param answer what the user says about it; null where the user has said nothing
     * @param mail what became of the mail to the user; null where there is none
     */
    record ListedIncident(
            String id,
            long at,
            Incident incident,
            int repeats,
            @Nullable Long lastRepeatAt,
            @Nullable Answer answer,
            @Nullable Delivery mail) {}

    /**
     * How far something is that people are told.
     *
     * @param state {@code pending}, {@code delivered}, or {@code dead_letter} where it was given up
     * @param attempts so far
     * @param problem why the last attempt failed; null for none
     */
    record Delivery(String state, int attempts, @Nullable String problem) {}

    /**
     * Which incidents.
     *
     * @param selection of the families they happened to, by user, client and session only ({@link Selection#requireMatching})
     * @param familyId of one family; null for all
     * @param enforced only those that revoked, or only those that did not; null for both
     */
    record IncidentFilter(
            Selection selection,
            @Nullable String familyId,
            @Nullable Boolean enforced) {

        /** Throws {@link IllegalArgumentException} for a selection of another kind. */
        public IncidentFilter {
            selection.requireMatching();
        }
    }

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

    /** The incidents that the filter lets through, newest first. */
    List<ListedIncident> list(IncidentFilter filter, FamilyQueries.Page page);

    /** An incident of that realm. */
    Optional<Told> find(String realmId, String incidentId);

    /** Takes the user's answer; false where it {@linkplain Answer#mayFollow may not follow} an earlier one, or the realm has no such incident. */
    boolean answer(String realmId, String incidentId, Answer answer);

    /** What a user has to do at the next interactive login, and has not been told yet: each alias once, of however many incidents. */
    List<String> dueActions(String realmId, String userId);

    /** The user has been told to do it, for all incidents so far. */
    void actionTaken(String realmId, String userId, String action);
}
