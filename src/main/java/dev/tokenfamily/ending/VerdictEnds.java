package dev.tokenfamily.ending;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.OriginChanged;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.History;
import dev.tokenfamily.history.IncidentName;
import dev.tokenfamily.history.Reach;
import dev.tokenfamily.policy.Lifetimes;
import dev.tokenfamily.policy.RevocationScope;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What ends by a verdict on a token that came to be refreshed. What is granted ends nothing, and costs nothing here. */
public final class VerdictEnds {

    private VerdictEnds() {}

    /** Records what has ended by that finding, or was found to have. */
    public static void record(Finding finding, History history) {
        Verdict verdict = finding.verdict();
        if (verdict instanceof Verdict.Reuse reuse) {
            if (finding.refused() && finding.incident()) {
                recordReuse(finding, reuse, history);
            }
        } else if (verdict instanceof OriginChanged changed) {
            if (finding.refused() && finding.incident()) {
                recordNewPlace(finding, changed, history);
            }
        } else if (verdict instanceof Verdict.Expired) {
            history.recordFound(family(finding), issuedAt(finding), () -> lifetime(finding));
        } else if (verdict instanceof Verdict.Unknown) {
            history.recordFound(
                    family(finding),
                    issuedAt(finding),
                    () -> End.of(now(finding), Cause.FAMILY_LOST, family(finding), Actor.UNKNOWN));
        }
    }

    private static void recordReuse(Finding finding, Verdict.Reuse reuse, History history) {
        String kind = reuse.kind().text();
        IncidentName incident = new IncidentName(finding.token().familyId(), kind, true);
        End end = new End(
                now(finding),
                Cause.REUSE,
                family(finding),
                Actor.UNKNOWN,
                finding.presentation().origin(),
                incident,
                kind);
        history.record(end);
        @Nullable
        Reach around = around(finding.revocationScope(), finding.token().owner());
        if (around != null) {
            history.record(
                    new End(end.time(), Cause.REUSE_ELSEWHERE, around, Actor.UNKNOWN, end.from(), incident, kind));
        }
    }

    private static void recordNewPlace(Finding finding, OriginChanged changed, History history) {
        IncidentName incident =
                new IncidentName(finding.token().familyId(), Objects.requireNonNull(changed.incidentKind()), true);
        Origin from = finding.presentation().origin();
        String what = changed.change().text();
        history.record(
                new End(now(finding), Cause.ORIGIN_CHANGE, family(finding), Actor.UNKNOWN, from, incident, what));
        @Nullable
        Reach around = around(finding.revocationScope(), finding.token().owner());
        if (around != null) {
            history.record(new End(now(finding), Cause.ORIGIN_CHANGE, around, Actor.UNKNOWN, from, incident, what));
        }
    }

    /** What falls besides the family; null where that is nothing. */
    private static @Nullable Reach around(RevocationScope scope, Owner owner) {
        return switch (scope) {
            case FAMILY -> null;
            case CLIENT_SESSION ->
                new Reach(owner.realmId(), owner.userId(), owner.clientId(), owner.sessionId(), null, null);
            case USER_SESSION -> Reach.ofSession(owner.realmId(), owner.userId(), owner.sessionId(), null);
            case USER -> Reach.ofUser(owner.realmId(), owner.userId());
        };
    }

    /** Which limit the family came to, and when; it says what the limit is, for the policy may have been changed since. */
    private static End lifetime(Finding finding) {
        Lifetimes limits = finding.policy().lifetimes();
        @Nullable Family row = finding.family();
        PresentedToken token = finding.token();
        long start = row == null ? token.start() : row.start();
        long used = row == null ? token.issuedAt() : Math.max(row.lastUse().at(), token.issuedAt());
        boolean tooOld = limits.absolute() > 0 && finding.reading().now() - start >= limits.absolute();
        return tooOld
                ? End.of(1000 * (start + limits.absolute()), Cause.FAMILY_MAX, family(finding), Actor.SERVER)
                        .withDetail("absolute-lifetime-seconds=" + limits.absolute())
                : End.of(1000 * (used + limits.inactivity()), Cause.FAMILY_IDLE, family(finding), Actor.SERVER)
                        .withDetail("inactivity-lifetime-seconds=" + limits.inactivity());
    }

    private static Reach family(Finding finding) {
        return Reach.ofFamily(finding.token().owner(), finding.token().familyId());
    }

    private static long now(Finding finding) {
        return 1000 * finding.reading().now();
    }

    private static long issuedAt(Finding finding) {
        return 1000 * finding.token().issuedAt();
    }
}
