package dev.tokenfamily.family;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What admins look up. Changes nothing, and is not for judging tokens: rows may change while they are listed. Every method
 * throws {@link StoreUnavailableException} if the database does not answer.
 */
public interface FamilyQueries {

    /**
     * A family as it is listed.
     *
     * @param revokedAt epoch seconds, null while active
     */
    record ListedFamily(Family family, @Nullable Long revokedAt) {}

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
     * How far the mail about an incident is.
     *
     * @param state {@code pending}, {@code delivered}, or {@code dead_letter} where it was given up
     * @param attempts so far
     * @param problem why the last attempt failed; null for none
     */
    record Delivery(String state, int attempts, @Nullable String problem) {}

    /**
     * A part of a list.
     *
     * @param first how many to skip, from 0
     * @param max how many at most, from 0
     */
    record Page(int first, int max) {}

    /**
     * Which families.
     *
     * @param selection that they belong to
     * @param revoked only the revoked, or only the active ones; null for both
     */
    record FamilyFilter(Selection selection, @Nullable Boolean revoked) {}

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

    /** The family with that id in that realm; empty where there is none. */
    Optional<ListedFamily> find(String realmId, String familyId);

    /** Families that match the filter, newest first, by the start of the family. */
    List<ListedFamily> list(FamilyFilter filter, Page page);

    /** How many families match the filter. */
    long count(FamilyFilter filter);

    /** Incidents that match the filter, newest first. */
    List<ListedIncident> incidents(IncidentFilter filter, Page page);
}
