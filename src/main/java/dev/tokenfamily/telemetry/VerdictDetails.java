package dev.tokenfamily.telemetry;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.OriginChanged;
import dev.tokenfamily.detection.Verdict.CatchUp;
import dev.tokenfamily.detection.Verdict.GraceRefused;
import dev.tokenfamily.detection.Verdict.GraceRetry;
import dev.tokenfamily.detection.Verdict.LateRecovery;
import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.incident.ReuseKind;
import dev.tokenfamily.policy.RevocationScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.EventBuilder;

/** Writes a finding into the details of the {@code REFRESH_TOKEN} or {@code REFRESH_TOKEN_ERROR} event. */
public final class VerdictDetails {

    /** From so many generations in a row that needed grace, the event says so. */
    private static final int NOTABLE_STREAK = 3;

    private static final String FAMILY = "token_family_id";
    private static final String GENERATION = "token_generation";
    private static final String VERDICT = "token_family_verdict";
    private static final String REUSE = "token_family_reuse";
    private static final String SCOPE = "token_family_revocation_scope";
    private static final String WIDENED = "token_family_revocation_widened";
    private static final String ENFORCEMENT = "token_family_enforcement";
    private static final String REUSE_DELAY = "token_family_reuse_delay";
    private static final String SUCCESSOR_ISSUED_AT = "token_family_successor_issued_at";
    private static final String BENIGN = "token_family_benign";
    private static final String INCIDENT = "token_family_incident_id";
    private static final String COPY = "token_family_copy";
    private static final String REASON = "token_family_revocation_reason";
    private static final String CATCH_UP = "token_family_catch_up";
    private static final String GRACE_BEHIND = "token_family_grace_behind";
    private static final String GRACE_DELAY = "token_family_grace_delay";
    private static final String GRACE_ADDRESS = "token_family_grace_address";
    private static final String GRACE_STREAK = "token_family_grace_streak";
    private static final String RECOVERY_DELAY = "token_family_recovery_delay";
    private static final String RECOVERIES = "token_family_recoveries";
    private static final String ORIGIN_CHANGE = "token_family_origin_change";

    private static final List<String> ALL = List.of(
            FAMILY,
            GENERATION,
            VERDICT,
            REUSE,
            SCOPE,
            WIDENED,
            ENFORCEMENT,
            REUSE_DELAY,
            SUCCESSOR_ISSUED_AT,
            BENIGN,
            INCIDENT,
            COPY,
            REASON,
            CATCH_UP,
            GRACE_BEHIND,
            GRACE_DELAY,
            GRACE_ADDRESS,
            GRACE_STREAK,
            RECOVERY_DELAY,
            RECOVERIES,
            ORIGIN_CHANGE);

    private VerdictDetails() {}

    /** Adds the details, in place of all that an earlier finding in the same request has left. */
    public static void write(Finding finding, EventBuilder event) {
        write(finding, event::removeDetail, event::detail);
    }

    /**
     * Writes the details into whatever has some.
     *
     * @param removal removes a detail by its name, where there is one
     * @param addition adds a detail by its name
     */
    static void write(Finding finding, Consumer<String> removal, BiConsumer<String, String> addition) {
        ALL.forEach(removal);
        of(finding).forEach(addition);
    }

    /** The details of a finding by their names; what does not concern its verdict is left out. */
    static Map<String, String> of(Finding finding) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put(FAMILY, finding.token().familyId());
        details.put(GENERATION, Integer.toString(finding.token().generation()));
        details.put(VERDICT, finding.verdict().text());
        @Nullable ReuseKind reuse = finding.verdict().reuseKind();
        if (reuse != null) {
            details.put(REUSE, reuse.text());
            details.put(SCOPE, finding.policy().reaction().scope().text());
            details.put(ENFORCEMENT, finding.policy().reaction().enforcement().text());
            if (finding.widened()) {
                details.put(WIDENED, finding.revocationScope().text());
            }
            describeReuse(finding, details);
        }
        if (finding.incidentId() != null) {
            details.put(INCIDENT, finding.incidentId());
        }
        if (finding.verdict() instanceof Revoked revoked) {
            if (revoked.copy() != null) {
                details.put(COPY, revoked.copy().text());
            }
            describeEnd(finding.family(), details);
        }
        if (finding.verdict() instanceof GraceRetry retry) {
            describeRetry(retry, finding, details);
        }
        if (finding.verdict() instanceof GraceRetry || finding.verdict() instanceof GraceRefused) {
            describeDistance(finding, details);
        }
        if (finding.verdict() instanceof LateRecovery recovery) {
            details.put(RECOVERY_DELAY, Long.toString(recovery.delay()));
            details.put(RECOVERIES, Integer.toString(recovery.number()));
        }
        describePlace(finding, details);
        if (finding.verdict() instanceof CatchUp catchUp && catchUp.repeated()) {
            details.put(CATCH_UP, "repeated");
        }
        return details;
    }

    private static void describePlace(Finding finding, Map<String, String> details) {
        finding.originChange().ifPresent(change -> details.put(ORIGIN_CHANGE, change.text()));
        if (finding.verdict() instanceof OriginChanged) {
            details.put(ENFORCEMENT, finding.policy().reaction().enforcement().text());
            details.put(SCOPE, RevocationScope.FAMILY.text());
            if (finding.widened()) {
                details.put(WIDENED, finding.revocationScope().text());
            }
        }
    }

    /** How late it was is known of the head's predecessor only. */
    private static void describeReuse(Finding finding, Map<String, String> details) {
        OptionalLong delay = finding.verdict().lateness();
        @Nullable Long successorIssuedAt = finding.successorIssuedAt();
        if (delay.isPresent()) {
            details.put(REUSE_DELAY, Long.toString(delay.getAsLong()));
        }
        if (successorIssuedAt != null) {
            details.put(SUCCESSOR_ISSUED_AT, Long.toString(successorIssuedAt));
        }
        details.put(BENIGN, Boolean.toString(finding.looksLikeLostAnswer()));
    }

    /** Where only the session has ended, the row knows no reason. */
    private static void describeEnd(@Nullable Family family, Map<String, String> details) {
        @Nullable RevocationReason reason = family == null ? null : family.revocation();
        if (reason != null) {
            details.put(REASON, reason.name());
        }
    }

    /** Of the predecessor, as most are, it goes without saying. */
    private static void describeDistance(Finding finding, Map<String, String> details) {
        int behind = finding.generationsBehind();
        if (behind > 1) {
            details.put(GRACE_BEHIND, Integer.toString(behind));
        }
    }

    private static void describeRetry(GraceRetry retry, Finding finding, Map<String, String> details) {
        details.put(GRACE_DELAY, Long.toString(retry.delay()));
        if (retry.addressChanged()) {
            details.put(GRACE_ADDRESS, "changed");
        }
        int streak = finding.graceStreak();
        if (streak >= NOTABLE_STREAK) {
            details.put(GRACE_STREAK, Integer.toString(streak));
        }
    }
}
