package dev.tokenfamily.notify;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.Verdict.CatchUp;
import dev.tokenfamily.detection.Verdict.GraceRetry;
import dev.tokenfamily.detection.Verdict.Reuse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keycloak.events.EventBuilder;

/** Writes a finding into the details of the {@code REFRESH_TOKEN} or {@code REFRESH_TOKEN_ERROR} event. */
public final class VerdictDetails {

    /** From so many generations in a row that needed grace, the event says so. */
    private static final int NOTABLE_STREAK = 3;

    private VerdictDetails() {}

    /** Adds the details; those of an earlier finding in the same request are replaced. */
    public static void write(Finding finding, EventBuilder event) {
        of(finding).forEach(event::detail);
    }

    static Map<String, String> of(Finding finding) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("token_family_id", finding.token().familyId());
        details.put("token_generation", Integer.toString(finding.token().generation()));
        details.put("token_family_verdict", finding.verdict().text());
        if (finding.verdict() instanceof Reuse reuse) {
            details.put("token_family_reuse", reuse.kind().text());
            details.put(
                    "token_family_revocation_scope",
                    finding.policy().revocationScope().text());
            details.put(
                    "token_family_enforcement", finding.policy().enforcement().text());
        }
        if (finding.verdict() instanceof GraceRetry retry) {
            describeRetry(retry, finding, details);
        }
        if (finding.verdict() instanceof CatchUp catchUp && catchUp.repeated()) {
            details.put("token_family_catch_up", "repeated");
        }
        return details;
    }

    private static void describeRetry(GraceRetry retry, Finding finding, Map<String, String> details) {
        details.put("token_family_grace_delay", Long.toString(retry.delay()));
        if (retry.addressChanged()) {
            details.put("token_family_grace_address", "changed");
        }
        int streak = finding.graceStreak();
        if (streak >= NOTABLE_STREAK) {
            details.put("token_family_grace_streak", Integer.toString(streak));
        }
    }
}
