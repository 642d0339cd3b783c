package dev.tokenfamily.detection;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.FamilyStore;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How a refresh ends. */
public sealed interface Ruling {

    /** What was found, on which the ruling rests. */
    Finding finding();

    /** The request is given no tokens. */
    record Refused(Finding finding) implements Ruling {}

    /**
     * Tokens, and this is the refresh token to hand out.
     *
     * @param tokenId its {@code jti}
     * @param issuedAt its {@code iat}, epoch seconds
     * @param expiresAt its {@code exp}, epoch seconds; null for none
     * @param claim its family claim
     * @param consumed what was written for it and can be taken back; null where nothing was
     */
    record Granted(
            Finding finding,
            String tokenId,
            long issuedAt,
            @Nullable Long expiresAt,
            FamilyClaim claim,
            @Nullable Consumption consumed)
            implements Ruling {

        /** The generation that was consumed; null where none was. */
        public @Nullable Advance advance() {
            return consumed instanceof Advance advance ? advance : null;
        }

        /** For how many seconds the family can still be used; empty where only the session's limits say. */
        public OptionalLong secondsLeft() {
            return finding.policy().lifetimes().secondsLeft(age());
        }

        /** For how many seconds the family can be used at the most; empty where only the session's limits say. */
        public OptionalLong secondsUntilTooOld() {
            return finding.policy().lifetimes().secondsUntilTooOld(age());
        }

        private long age() {
            return finding.reading().now() - claim.start();
        }
    }

    /** What a refresh used up, and gets back if it is refused after all. */
    sealed interface Consumption {

        /** The family as it was written when it was used up, or seen then. */
        Family after();

        /**
         * Gives it back.
         *
         * @return false where others have gone on from it, so that it stays
         * @throws dev.tokenfamily.family.StoreUnavailableException if the store fails
         */
        boolean undo(FamilyStore store);
    }

    /**
     * A consumed generation.
     *
     * @param before null where the family was opened
     */
    record Advance(@Nullable Family before, Family after) implements Consumption {

        @Override
        public boolean undo(FamilyStore store) {
            return store.undo(before, after);
        }
    }

    /**
     * One of the answers that the grace period allows.
     *
     * @param after as it was seen, with the head that was handed out again
     */
    record Retry(Family after) implements Consumption {

        @Override
        public boolean undo(FamilyStore store) {
            return store.undoRetry(after);
        }
    }
}
