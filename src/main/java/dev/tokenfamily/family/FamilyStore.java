package dev.tokenfamily.family;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where families are kept. Every call is one short transaction of its own that is committed when it returns, and every
 * change is conditional: exactly one of several callers, on whatever node, succeeds.
 *
 * <p>Every method throws {@link StoreUnavailableException} if the database does not answer; then nothing changed, or
 * it is not known whether it did.
 */
public interface FamilyStore {

    /** The family with this id, and the time. */
    Reading read(String familyId);

    /**
     * What this node saw of a family not long ago, and the time, without asking anybody. Others may have changed it since:
     * whoever goes on with it must {@link #advance} from it, which fails then, or ask whether it is {@link #unchanged}
     * before he answers.
     */
    Optional<Reading> recall(String familyId);

    /** Whether the row is still active, with the same generation, head and retries as the caller saw. */
    boolean unchanged(Family seen);

    /**
     * What was read.
     *
     * @param family null where there is no row
     * @param now the one clock of all nodes, epoch seconds
     * @param heldUp for how many seconds this node may have held up what it serves now, because it stood still; 0
     *     usually
     */
    record Reading(@Nullable Family family, long now, long heldUp) {

        /** Whether a request that is served now may have been sent before that time, and was held up by us. */
        public boolean mayBeSentBefore(long time) {
            return heldUp > 0 && now - heldUp <= time;
        }
    }

    /**
     * Writes the first row of a family; false where somebody else wrote one, or this one was decided too long ago
     * ({@link Family#freshUntil}).
     */
    boolean insert(Family first);

    /**
     * Whether the session is still there, in the database and not in a cache only, has the client in it and takes a
     * token issued then (not-before), and neither its user nor the client is disabled.
     *
     * @param tokenIssuedAt {@code iat} of the token, epoch seconds
     */
    boolean sessionAccepts(Owner owner, long tokenIssuedAt);

    /** Writes a revoked row for a family that has none; false where it has one, which is left as it is. */
    boolean insertRevoked(Family revoked);

    /**
     * Replaces {@code from} by {@code to} if it is still active, with the same generation, head and retries, and if
     * {@code to} is fresh ({@link Family#freshUntil}).
     */
    boolean advance(Family from, Family to);

    /**
     * Records one more answer to the predecessor, if the family is still active with the same generation and head and
     * {@code terms} allow another, now.
     */
    boolean retry(Family family, GraceTerms terms, Use use, AccessTokens.AccessToken accessToken);

    /**
     * Replaces {@code from} by {@code to} like {@link #advance}, for a change that gives nobody anything: however long ago
     * it was decided, it is right.
     */
    boolean close(Family from, Family to);

    /**
     * Takes an advance back whose request was refused after all, if nobody has been answered from it.
     *
     * @param before null where {@code after} was the first row
     * @return false where somebody has; then the new head stays
     */
    boolean undo(@Nullable Family before, Family after);

    /** Extends how long the row is kept. */
    void retain(String familyId, Retention retention);

    /**
     * Records an incident for which nothing was revoked.
     *
     * @return whether it was the first of its kind in this family; the others are counted on the first
     */
    boolean observe(Incident incident);

    /** Revokes the family; true only for the one caller that turned it from active into revoked. */
    boolean revoke(String familyId, RevocationReason reason);

    /**
     * Revokes the family of the incident because of it, records it, and queues what is to be told of it, all or nothing; true
     * only for the one caller that turned the family from active into revoked.
     */
    boolean revokeFor(Incident incident, FollowUp followUp);

    /** Counts on the incident for which the family was revoked that one of its tokens came again. */
    void repeat(String familyId);

    /** Revokes all active families of the selection, and tells how many they were. */
    int revokeAll(Selection selection, RevocationReason reason);
}
