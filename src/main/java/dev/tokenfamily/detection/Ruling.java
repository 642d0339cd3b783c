package dev.tokenfamily.detection;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyClaim;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How a refresh ends. */
public sealed interface Ruling {

    /** On what it rests. */
    Finding finding();

    /** No tokens. */
    record Refused(Finding finding) implements Ruling {}

    /**
     * Tokens, and this is the refresh token to hand out.
     *
     * @param tokenId its {@code jti}
     * @param issuedAt its {@code iat}, epoch seconds
     * @param expiresAt its {@code exp}, epoch seconds; null for none
     * @param claim its family claim
     * @param advance what was written for it and can be taken back; null where nothing was consumed
     */
    record Granted(
            Finding finding,
            String tokenId,
            long issuedAt,
            @Nullable Long expiresAt,
            FamilyClaim claim,
            @Nullable Advance advance)
            implements Ruling {

        /** For how many seconds the family can still be used; empty where only the session's limits say. */
        public OptionalLong secondsLeft() {
            return finding.policy().secondsLeft(finding.reading().now() - claim.start());
        }
    }

    /**
     * A consumed generation.
     *
     * @param before null where the family was opened
     */
    record Advance(@Nullable Family before, Family after) {}
}
