package dev.tokenfamily.family;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where families are kept. Every call is one short transaction of its own that is committed when it returns, and every
 * change is conditional: exactly one of several callers, on whatever node, succeeds. An id means a family of one realm: the
 * same id in another realm is another family, and whoever signs tokens there reaches nothing here.
 *
 * <p>Every method throws {@link StoreUnavailableException} if the database does not answer; then nothing changed, or
 * it is not known whether it did.
 */
public interface FamilyStore {

    /**
     * The family with this id in the realm of the owner, and the time. Whoever goes on with it must look whether it is that
     * owner's ({@link Owner#sameParties}).
     */
    Reading read(Owner owner, String familyId);

    /**
     * What this node saw of a family not long ago, and the time, without asking anybody. Others may have changed it since:
     * whoever goes on with it must {@link #advance} from it, which fails then, or ask whether it is {@link #unchanged}
     * before he answers.
     */
    Optional<Reading> recall(Owner owner, String familyId);

    /** Whether the row is still active, with the same generation, head and retries as the caller saw. */
    boolean unchanged(Family seen);

    /**
     * What was read.
     *
     * @param family null where there is no row
     * @param now the one clock of all nodes, epoch seconds
     * @param heldUp for how many seconds this node may have held up what it serves now, because it stood still; 0
     *     usually. It rests on what timers of the node measured, and never on how long a request has waited
     * @param aftermath for how many seconds more it serves what it may have held up
     * @param recalled whether the family is as this node remembers it, and not as the database has it in this request
     */
    record Reading(@Nullable Family family, long now, long heldUp, long aftermath, boolean recalled) {

        /** For so long after a standstill a node may serve what it held up. */
        public static final int AFTERMATH_SECONDS = 10;

        /** A reading after which nothing more is served that may have been held up. */
        public Reading(@Nullable Family family, long now, long heldUp) {
            this(family, now, heldUp, 0, false);
        }

        /** The same, of that family. */
        public Reading of(Family another) {
            return new Reading(another, now, heldUp, aftermath, recalled);
        }

        /** The same, as this node remembers it. */
        public Reading asRecalled() {
            return new Reading(family, now, heldUp, aftermath, true);
        }

        /**
         * Whether a request that is served now may have been sent before that time, and was held up by us. Nothing was sent
         * before a time to come, which only a clock that has been set back can ask for.
         */
        public boolean mayBeSentBefore(long time) {
            return heldUp > 0 && now - heldUp <= time && time <= now;
        }

        /** How many seconds ago that was, epoch seconds; 0 where it is yet to come. */
        public long secondsSince(long time) {
            return Math.max(0, now - time);
        }

        /** The last second of the aftermath. */
        public long aftermathEnd() {
            return now + aftermath;
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
     * Records one more answer to a superseded token, if the family is still active with the same generation and head and
     * {@code terms} allow another with this head, now.
     */
    boolean retry(Family family, GraceTerms terms, TokenUse use, AccessTokens.AccessToken accessToken);

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

    /**
     * Takes the record of an answer to a superseded token back, because that answer never left; the family is as the caller of
     * {@link #retry} saw it.
     *
     * @return false where the family has another head by now, or is revoked
     */
    boolean undoRetry(Family family);

    /**
     * Marks an active family whose reuse is put down to a standstill of a node; true only for the one caller that did. The
     * mark stays whatever becomes of the family, and no other takes its place.
     *
     * @param until the last second of the aftermath of that standstill
     */
    boolean spare(Family seen, long until);

    /**
     * Extends how long the row is kept, and until when the family may have access tokens that the row does not name; false if
     * it is not active any more.
     *
     * @param unnamedUntil epoch seconds
     */
    boolean retain(Family seen, Retention retention, long unnamedUntil);

    /** Extends how long the row is kept, also where it is revoked: it outlasts every token of its family. */
    void outlast(Family seen, Retention retention);

    /**
     * Revokes that owner's family.
     *
     * @return the row as it was revoked, for the one caller that turned it from active into revoked: what it names is what
     *     is to be taken down, whatever was read before
     */
    Optional<Family> revoke(Owner owner, String familyId, RevocationReason reason);

    /**
     * Revokes all active families of the selection, and tells how many they were. Where a user is disabled, the links in mails
     * to that user end too, after the families: where that fails, the log says so, and
     * they are revoked all the same.
     */
    int revokeAll(Selection selection, RevocationReason reason);

    /** How many live families the user has beyond the allowance, up to {@link Allowance#MOST_AT_ONCE}. */
    int countBeyond(Allowance allowance);

    /**
     * Revokes the live families that the user has beyond the allowance, up to {@link Allowance#MOST_AT_ONCE}: by their last recorded
     * use, the newest stay, of two that were used in the same second the one that was begun later. All callers agree on that order,
     * so that several who open families at the same time end no more than is needed between them. One that is used meanwhile stays.
     *
     * @return those that this caller turned from active into revoked, as they were revoked
     */
    List<Family> revokeBeyond(Allowance allowance, RevocationReason reason);
}
