package dev.tokenfamily.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.detection.Ruling.Refused;
import dev.tokenfamily.detection.Verdict.GraceRefused;
import dev.tokenfamily.detection.Verdict.LateRecovery;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.family.Burst;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.OriginChange;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.Rotation;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The family in few words: which generation is the head, until when those before it are answered, and whether there was
 * a reason to revoke. It says what each ruling must be, and knows nothing of rows.
 */
final class FamilyModel {

    private static final long NEVER = -1;

    private int generation;
    private @Nullable String headId;
    private long headExpiry;
    private final Map<Integer, Supersession> superseded = new HashMap<>();
    private @Nullable Policy rotatedUnder;
    private boolean revoked;
    private boolean headOfRecovery;
    private @Nullable Long recoveredAt;
    private @Nullable Origin place;

    /**
     * How a generation was superseded.
     *
     * @param lastSecond in which it is answered, by the strictest policy of all rotations since
     */
    private record Supersession(long at, long lastSecond, boolean limited) {

        /** By that policy too. */
        Supersession under(Policy policy) {
            return new Supersession(at, lastSecond(policy), limited);
        }

        long lastSecond(Policy policy) {
            return Math.min(lastSecond, FamilyModel.lastSecond(at, policy));
        }

        /** Of a long grace period the row does not remember every second. */
        long doubt() {
            return Math.max(0, lastSecond - at) / Burst.MOST_STEPS;
        }
    }

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
        } else if (token.generation() == generation && needsLogin(token, ruling, now, policy)) {
            assertThat(ruling).isInstanceOf(Refused.class);
            assertThat(ruling.finding().verdict()).isEqualTo(new OriginChanged(OriginChange.ADDRESS));
            revoked = true;
        } else if (token.generation() == generation) {
            concludeLive(granted(ruling), now, policy);
            place = place == null || granted(ruling).advance() != null ? origin(ruling) : place;
        } else if (inGrace(token, now, policy) && !(older(token) && refusedForDoubt(ruling, token, now, policy))) {
            concludeInGrace(token, ruling, policy);
        } else if (recovers(token, now, policy) && origin(ruling).equals(place)) {
            concludeRecovery(granted(ruling), now, policy);
        } else if (policy.enforced()) {
            assertThat(ruling).isInstanceOf(Refused.class);
            revoked = true;
        } else {
            concludeObserved(token, granted(ruling));
        }
    }

    /** In another place than the one where the head was obtained, where it would be replaced. */
    private boolean needsLogin(PresentedToken token, Ruling ruling, long now, Policy policy) {
        boolean rotates =
                policy.rotates() && now - token.since() >= policy.rotation().interval();
        return policy.enforced()
                && policy.origin().requiresLogin()
                && rotates
                && place != null
                && !place.equals(origin(ruling));
    }

    private static Origin origin(Ruling ruling) {
        return ruling.finding().presentation().origin();
    }

    private void concludeLive(Granted granted, long now, Policy policy) {
        boolean mustRotate =
                policy.rotation().mode() == Rotation.ON_USE && policy.rotation().interval() == 0;
        boolean mustKeep = policy.rotation().mode() == Rotation.OFF;
        boolean rotated = granted.advance() != null;
        assertThat(rotated ? mustKeep : mustRotate).as("rotated: " + rotated).isFalse();
        if (rotated) {
            if (headOfRecovery || (rotatedUnder != null && moreLenient(policy, rotatedUnder))) {
                superseded.clear();
            }
            headOfRecovery = false;
            rotatedUnder = policy;
            superseded.replaceAll((older, supersession) -> supersession.under(policy));
            superseded.put(
                    generation,
                    new Supersession(
                            now, lastSecond(now, policy), policy.grace().maxRetries() > 0));
            takeOver(granted);
        }
        assertThat(granted.claim().generation()).isEqualTo(generation);
    }

    /** With a budget of one. */
    private boolean recovers(PresentedToken token, long now, Policy policy) {
        Supersession own = superseded.get(token.generation());
        return policy.recovery().on()
                && !older(token)
                && !headOfRecovery
                && own != null
                && now - own.at() <= policy.recovery().seconds()
                && (recoveredAt == null
                        || now - recoveredAt >= policy.recovery().period());
    }

    /** The one that is given nobody has presented before; the token that came has grace anew, and no other one has any. */
    private void concludeRecovery(Granted granted, long now, Policy policy) {
        assertThat(granted.finding().verdict()).isInstanceOf(LateRecovery.class);
        assertThat(granted.tokenId()).isNotEqualTo(headId);
        assertThat(granted.advance()).isNotNull();
        superseded.clear();
        superseded.put(
                generation - 1,
                new Supersession(now, lastSecond(now, policy), policy.grace().maxRetries() > 0));
        takeOver(granted);
        assertThat(granted.claim().generation()).isEqualTo(generation);
        headOfRecovery = true;
        recoveredAt = now;
        rotatedUnder = policy;
    }

    private void takeOver(Granted granted) {
        generation++;
        headId = granted.tokenId();
        headExpiry = Objects.requireNonNull(granted.expiresAt());
    }

    private void concludeInGrace(PresentedToken token, Ruling ruling, Policy policy) {
        if (!policy.enforced()) {
            concludeObserved(token, granted(ruling));
            return;
        }
        boolean limited = superseded.values().stream().anyMatch(Supersession::limited)
                || policy.grace().maxRetries() > 0;
        boolean refused = limited && ruling.finding().verdict() instanceof GraceRefused;
        if (refused) {
            assertThat(ruling).isInstanceOf(Refused.class);
        } else {
            assertIsHead(granted(ruling));
        }
    }

    private void concludeObserved(PresentedToken token, Granted granted) {
        boolean predecessor =
                token.generation() == generation - 1 || !(granted.finding().verdict() instanceof Reuse);
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

    /** Counted from its own supersession, whatever was superseded since. */
    private boolean inGrace(PresentedToken token, long now, Policy policy) {
        Supersession own = superseded.get(token.generation());
        return own != null && now <= own.lastSecond(policy);
    }

    private boolean older(PresentedToken token) {
        return token.generation() < generation - 1;
    }

    private boolean refusedForDoubt(Ruling ruling, PresentedToken token, long now, Policy policy) {
        Supersession own = Objects.requireNonNull(superseded.get(token.generation()));
        return ruling.finding().verdict() instanceof Reuse && now > own.lastSecond(policy) - own.doubt();
    }

    private static boolean moreLenient(Policy policy, Policy before) {
        int retries = policy.grace().maxRetries();
        int fewer = before.grace().maxRetries();
        return policy.grace().period() > before.grace().period() || (fewer > 0 && (retries == 0 || retries > fewer));
    }

    private static long lastSecond(long supersededAt, Policy policy) {
        return policy.grace().period() == 0
                ? NEVER
                : supersededAt + policy.grace().period();
    }

    private static Granted granted(Ruling ruling) {
        assertThat(ruling).isInstanceOf(Granted.class);
        return (Granted) ruling;
    }
}
