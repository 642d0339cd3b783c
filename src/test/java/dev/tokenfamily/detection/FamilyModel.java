package dev.tokenfamily.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.detection.Ruling.Refused;
import dev.tokenfamily.detection.Verdict.GraceRefused;
import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.Rotation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The family in few words: which generation is the head, until when its predecessor is answered, and whether there was
 * a reason to revoke. It says what each ruling must be, and knows nothing of rows.
 */
final class FamilyModel {

    private static final long NEVER = -1;

    private int generation;
    private @Nullable String headId;
    private long headExpiry;
    private long rotatedAt;
    private long storedLastSecond = NEVER;
    private boolean storedLimit;
    private boolean revoked;

    int generation() {
        return generation;
    }

    boolean revoked() {
        return revoked;
    }

    void revoke() {
        revoked = true;
    }

    /** Holds the ruling against what must be true, and takes over what it changed. */
    void conclude(PresentedToken token, Ruling ruling, long now, Policy policy) {
        if (revoked) {
            assertThat(ruling).isInstanceOf(Refused.class);
            assertThat(ruling.finding().verdict()).isEqualTo(new Revoked());
        } else if (token.generation() == generation) {
            concludeLive(granted(ruling), now, policy);
        } else if (token.generation() == generation - 1 && now <= lastGraceSecond(policy)) {
            concludeInGrace(token, ruling, policy);
        } else if (policy.enforced()) {
            assertThat(ruling).isInstanceOf(Refused.class);
            revoked = true;
        } else {
            concludeObserved(token, granted(ruling));
        }
    }

    private void concludeLive(Granted granted, long now, Policy policy) {
        boolean mustRotate =
                policy.rotation().mode() == Rotation.ON_USE && policy.rotation().interval() == 0;
        boolean mustKeep = policy.rotation().mode() == Rotation.OFF;
        boolean rotated = granted.advance() != null;
        assertThat(rotated ? mustKeep : mustRotate).as("rotated: " + rotated).isFalse();
        if (rotated) {
            generation++;
            headId = granted.tokenId();
            headExpiry = Objects.requireNonNull(granted.expiresAt());
            rotatedAt = now;
            storedLastSecond = lastSecond(policy);
            storedLimit = policy.grace().maxRetries() > 0;
        }
        assertThat(granted.claim().generation()).isEqualTo(generation);
    }

    private void concludeInGrace(PresentedToken token, Ruling ruling, Policy policy) {
        if (!policy.enforced()) {
            concludeObserved(token, granted(ruling));
            return;
        }
        boolean limited = storedLimit || policy.grace().maxRetries() > 0;
        boolean refused = limited && ruling.finding().verdict() instanceof GraceRefused;
        if (refused) {
            assertThat(ruling).isInstanceOf(Refused.class);
        } else {
            assertIsHead(granted(ruling));
        }
    }

    private void concludeObserved(PresentedToken token, Granted granted) {
        boolean predecessor = token.generation() == generation - 1;
        assertThat(granted.claim().generation()).isEqualTo(predecessor ? generation : token.generation());
        assertThat(granted.advance()).isNull();
        if (predecessor && !granted.tokenId().equals(headId)) {
            assertThat(granted.expiresAt()).as("lasts longer than the head").isGreaterThan(headExpiry);
        }
    }

    private void assertIsHead(Granted granted) {
        assertThat(granted.tokenId()).isEqualTo(headId);
        assertThat(granted.claim().generation()).isEqualTo(generation);
        assertThat(granted.advance()).isNull();
    }

    /** What was stored at the rotation, or what the policy says by now if that is less. */
    private long lastGraceSecond(Policy policy) {
        return Math.min(storedLastSecond, lastSecond(policy));
    }

    private long lastSecond(Policy policy) {
        return policy.grace().period() == 0 ? NEVER : rotatedAt + policy.grace().period();
    }

    private static Granted granted(Ruling ruling) {
        assertThat(ruling).isInstanceOf(Granted.class);
        return (Granted) ruling;
    }
}
