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
     */
    record ListedFamily(Family family, @Nullable Long revokedAt) {}

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

    /** The family with that id in that realm; empty where there is none. */
    Optional<ListedFamily> find(String realmId, String familyId);

    /** Families that match the filter, newest first, by the start of the family. */
    List<ListedFamily> list(FamilyFilter filter, Page page);

    /** How many families match the filter. */
    long count(FamilyFilter filter);

    /**
     * The names of users that the realm itself keeps, by their ids; those of others, and of users who are gone, are left out.
     *
     * @param userIds at most 1,000
     */
    Map<String, String> usernames(String realmId, Collection<String> userIds);
}
