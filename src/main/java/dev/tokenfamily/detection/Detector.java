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
import dev.tokenfamily.family.Superseded;
import dev.tokenfamily.family.Supersession;
import dev.tokenfamily.incident.ReuseKind;
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
     * @param reading of its family, and the time; what a node remembers may be older than the row, and then so is the verdict
     */
    public static Verdict judge(Reading reading, PresentedToken token, Presentation presentation, Policy policy) {
        Family family = reading.family();
        if (family == null && token.generation() > 0) {
            return new Unknown();
        }
        if (family != null && !family.owner().sameParties(token.owner())) {
            return new Unknown();
        }
        if (family != null && family.revoked()) {
            return new Revoked();
        }
        if (tooOld(family, token, reading.now(), policy)) {
            return new Expired();
        }
        boolean idle = idle(family, token, reading.now(), policy);
        if (family != null && token.generation() < family.generation()) {
            Verdict verdict = judgeSuperseded(family, reading, token, presentation, policy);
            return idle && !(isReuse(verdict) && mayBeBusy(policy)) ? new Expired() : verdict;
        }
        return idle ? new Expired() : judgeLive(family, token, reading.now(), presentation, policy);
    }

    private static Verdict judgeSuperseded(
            Family family, Reading reading, PresentedToken token, Presentation presentation, Policy policy) {
        @Nullable
        Superseded superseded = family.lineage().superseded(token.generation()).orElse(null);
        if (superseded == null) {
            long rotated = family.head().since();
            return reuse(ReuseKind.STALE_LINEAGE, reading.secondsSince(rotated), family, reading, rotated);
        }
        long delay = reading.secondsSince(superseded.at());
        boolean addressChanged = !presentation.origin().sharesAddressWith(family.rotatedFrom());
        Supersession supersession = family.grace().supersession();
        if (supersession == Supersession.SWITCH_REFUSED) {
            return new GraceRefused(delay, true);
        }
        if (supersession == Supersession.SWITCH && policy.enforced()) {
            return presentation.realmSwitch() == RealmSwitch.DECIDES
                    ? new GraceRetry(delay, addressChanged)
                    : new GraceRefused(delay, true);
        }
        GraceTerms terms = graceTerms(superseded, policy);
        // by a clock that was set back nobody knows for how long the grace period has been running
        if (family.clockSetBack(reading.now()) || !terms.includes(reading.now())) {
            boolean recent = token.generation() == family.generation() - 1;
            ReuseKind kind = recent ? ReuseKind.RECENT_PREDECESSOR : ReuseKind.STALE_LINEAGE;
            Verdict verdict = reuse(kind, delay, family, reading, terms.deadline());
            LateReturn late = new LateReturn(family, superseded, delay, reading, presentation, policy);
            // what may have been held up by us has a client that may have gone on since, with the head
            return recent && verdict.isReuse() && late.recovers() ? late.verdict() : verdict;
        }
        boolean bindingFits = terms.binding().fits(presentation.origin(), presentation.key(), family.rotatedFrom());
        int retries = superseded.earlierRetries() + family.grace().retries();
        return terms.allowsAnother(retries) && bindingFits
                ? new GraceRetry(delay, addressChanged)
                : new GraceRefused(delay);
    }

    /** Unless it may have been sent while the token was still good, and this node has held it up since (ADR 12). */
    private static Verdict reuse(ReuseKind kind, long delay, Family family, Reading reading, long goodUntil) {
        return reading.mayBeSentBefore(goodUntil) && family.maySpare(reading.now())
                ? new Spared(kind, delay)
                : new Reuse(kind, delay);
    }

    /** Those stored at the rotation or those of the policy now, whichever are stricter, both from when the token was superseded. */
    static GraceTerms graceTerms(Superseded superseded, Policy policy) {
        return superseded.terms().stricter(policy.grace().termsFrom(superseded.at()));
    }

    private static Verdict judgeLive(
            @Nullable Family family, PresentedToken token, long now, Presentation presentation, Policy policy) {
        if (presentation.realmSwitch() == RealmSwitch.HAS_SEEN_USE) {
            return new GraceRefused(Math.max(0, now - token.since()), true);
        }
        if (family != null && token.generation() > family.generation()) {
            return new CatchUp(family.catchUps() > 0);
        }
        boolean exempt = policy.rotation().exemptSenderConstrained() && presentation.keyProven();
        long age = now - token.since();
        // a negative age is of a node or database whose clock is wrong, and lies in no interval
        boolean withinInterval = age >= 0 && age < policy.rotation().interval();
        boolean keep = !policy.rotates() || exempt || withinInterval;
        return keep && presentation.realmSwitch() != RealmSwitch.DECIDES
                ? new Keep()
                : rotation(family, presentation, policy);
    }

    /** A first use has no place to be compared with. */
    private static Verdict rotation(@Nullable Family family, Presentation presentation, Policy policy) {
        return family == null || !policy.origin().requiresLogin()
                ? new Rotate()
                : policy.originChange(family.rotatedFrom(), presentation.origin())
                        .<Verdict>map(OriginChanged::new)
                        .orElseGet(Rotate::new);
    }

    /** The row knows the start better: that of an adopted token is its session's, which can begin anew. */
    private static boolean tooOld(@Nullable Family family, PresentedToken token, long now, Policy policy) {
        long start = family == null ? token.start() : family.start();
        return reached(policy.lifetimes().absolute(), now - start);
    }

    private static boolean idle(@Nullable Family family, PresentedToken token, long now, Policy policy) {
        long lastUse =
                family == null ? token.issuedAt() : Math.max(family.lastUse().at(), token.issuedAt());
        return reached(policy.lifetimes().inactivity(), now - lastUse);
    }

    /** Also one that is excused: it leaves its mark, so that the next one is not. */
    private static boolean isReuse(Verdict verdict) {
        return verdict.isReuse() || verdict instanceof Spared;
    }

    /** Whether the head may have been used without a trace in the row, so that a reuse is one even if the row looks idle. */
    private static boolean mayBeBusy(Policy policy) {
        return policy.enforced() && !policy.rotatesAtEveryUse();
    }

    private static boolean reached(long limit, long elapsed) {
        return limit > 0 && elapsed >= limit;
    }
}
