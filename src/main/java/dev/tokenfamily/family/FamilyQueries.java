package dev.tokenfamily.family;

import java.util.Collection;
import java.util.List;
import java.util.Map;
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
     * @param name that its user gave it; null for none
     */
    record ListedFamily(
            Family family,
            @Nullable Long revokedAt,
            @Nullable String name) {}

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
     * @param trace what was seen of their clients; only of one user's families, for no index finds it
     * @param newest how many are looked at, from 1: the newest of those of the user, or else of the client, or else of the realm
     *     that is selected, so that what no index finds does not take longer than that; null for all
     */
    record FamilyFilter(
            Selection selection,
            @Nullable Boolean revoked,
            Trace trace,
            @Nullable Integer newest) {

        /** Throws {@link IllegalArgumentException} for a trace without a user. */
        public FamilyFilter {
            if (!trace.equals(Trace.ANY) && selection.userId() == null) {
                throw new IllegalArgumentException("Only one user's families can be selected by " + trace);
            }
        }

        /** Among all families, whatever was seen of their clients. */
        public FamilyFilter(Selection selection, @Nullable Boolean revoked) {
            this(selection, revoked, Trace.ANY, null);
        }
    }

    /**
     * What was seen of the client of a family.
     *
     * @param address from which the family was used first or last, or the head was obtained; null for any
     * @param device a part of the user agent that obtained the head, in any case; null for any
     */
    record Trace(@Nullable String address, @Nullable String device) {

        /** Whatever was seen. */
        public static final Trace ANY = new Trace(null, null);
    }

    /** The family with that id in that realm; empty where there is none. */
    Optional<ListedFamily> find(String realmId, String familyId);

    /** Families that match the filter, newest first, by the start of the family. */
    List<ListedFamily> list(FamilyFilter filter, Page page);

    /** How many families match the filter. */
    long count(FamilyFilter filter);

    /**
     * How many families match the filter, if they are no more than so many; otherwise that number, for no more are counted.
     *
     * @param most from 1
     */
    long count(FamilyFilter filter, int most);

    /**
     * The newest families, as far as they have been used lately.
     *
     * @param realmId of all of them
     * @param clientId internal id of their client; null for all clients
     * @param newest how many, from 1: the newest of the client, or else of the realm
     * @param usedSince epoch seconds: those whose last recorded use was not before that
     */
    record RecentlyUsed(String realmId, @Nullable String clientId, int newest, long usedSince) {

        /** All families of the client, or else of the realm, whenever they were used. */
        public Selection selection() {
            return Selection.matching(realmId, null, clientId, null);
        }
    }

    /**
     * Those of these families whose newest generation, or the one before, needed grace, or that were recovered since
     * {@link RecentlyUsed#usedSince}; newest first, by the start of the family.
     *
     * @param most that are returned, from 1
     */
    List<Family> needingGrace(RecentlyUsed recently, int most);

    /** How many these families are, needing grace or not, by the internal ids of their clients. */
    Map<String, Long> countByClient(RecentlyUsed recently);

    /**
     * The names of users that the realm itself keeps, by their ids; those of others, and of users who are gone, are left out.
     *
     * @param userIds at most 1,000
     */
    Map<String, String> usernames(String realmId, Collection<String> userIds);
}
