package dev.tokenfamily.detection;

import dev.tokenfamily.detection.Verdict.CatchUp;
import dev.tokenfamily.detection.Verdict.Expired;
import dev.tokenfamily.detection.Verdict.GraceRefused;
import dev.tokenfamily.detection.Verdict.GraceRetry;
import dev.tokenfamily.detection.Verdict.Keep;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.detection.Verdict.Spared;
import dev.tokenfamily.detection.Verdict.Unknown;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.ReuseKind;
import dev.tokenfamily.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * The verdict table: a pure function of family, presented token, time, request and policy. The generation decides,
 * never the {@code jti}, since several tokens of one generation can be live at once.
 */
public final class Detector {

    private Detector() {}

    /**
     * The verdict on a token.
     *
     * @param reading of its family, just now
     */
    public static Verdict judge(Reading reading, PresentedToken token, Presentation presentation, Policy policy) {
        Family family = reading.family();
        if (family == null) {
            return token.generation() > 0 ? new Unknown() : judgeLive(null, token, reading.now(), presentation, policy);
        }
        if (!family.owner().sameParties(token.owner())) {
            return new Unknown();
        }
        if (family.revoked()) {
            return new Revoked();
        }
        return token.generation() < family.generation()
                ? judgeSuperseded(family, reading, token, presentation, policy)
                : judgeLive(family, token, reading.now(), presentation, policy);
    }

    private static Verdict judgeSuperseded(
            Family family, Reading reading, PresentedToken token, Presentation presentation, Policy policy) {
        long delay = Math.max(0, reading.now() - family.head().since());
        if (token.generation() < family.generation() - 1) {
            return reuse(
                    ReuseKind.STALE_LINEAGE,
                    delay,
                    family,
                    reading,
                    family.head().since());
        }
        GraceTerms terms = graceTerms(family, policy);
        if (!terms.includes(reading.now())) {
            return reuse(ReuseKind.RECENT_PREDECESSOR, delay, family, reading, terms.deadline());
        }
        boolean addressChanged = !presentation.origin().sharesAddressWith(family.rotatedFrom());
        boolean bindingFits = !(terms.addressBound() && addressChanged);
        return terms.allowsAnother(family.grace().retries()) && bindingFits
                ? new GraceRetry(delay, addressChanged)
                : new GraceRefused(delay);
    }

    /** Unless it may have been sent while the token was still good, and this node has held it up since (ADR 9a). */
    private static Verdict reuse(ReuseKind kind, long delay, Family family, Reading reading, long goodUntil) {
        return reading.mayBeSentBefore(goodUntil) && family.maySpare(reading.now())
                ? new Spared(kind, delay)
                : new Reuse(kind, delay);
    }

    /** Those stored at the rotation or those of the policy now, whichever are stricter. */
    static GraceTerms graceTerms(Family family, Policy policy) {
        return family.grace().terms().stricter(policy.graceFrom(family.head().since()));
    }

    private static Verdict judgeLive(
            @Nullable Family family, PresentedToken token, long now, Presentation presentation, Policy policy) {
        if (outlived(family, token, now, policy)) {
            return new Expired();
        }
        if (family != null && token.generation() > family.generation()) {
            return new CatchUp(family.catchUps() > 0);
        }
        boolean exempt = policy.exemptSenderConstrained() && presentation.keyProven();
        // 0 is no interval, even where the node that stamped the first token is ahead of the database's clock
        boolean withinInterval = policy.rotationInterval() > 0 && now - token.since() < policy.rotationInterval();
        boolean keep = !policy.rotates() || exempt || withinInterval;
        return keep ? new Keep() : new Rotate();
    }

    /** The row knows the start better: that of an adopted token is its session's, which can begin anew. */
    private static boolean outlived(@Nullable Family family, PresentedToken token, long now, Policy policy) {
        long start = family == null ? token.start() : family.start();
        long lastUse =
                family == null ? token.issuedAt() : Math.max(family.lastUse().at(), token.issuedAt());
        return reached(policy.absoluteLifetime(), now - start) || reached(policy.inactivityLifetime(), now - lastUse);
    }

    private static boolean reached(long limit, long elapsed) {
        return limit > 0 && elapsed >= limit;
    }
}
