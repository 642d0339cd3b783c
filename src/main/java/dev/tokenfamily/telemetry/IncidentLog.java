package dev.tokenfamily.telemetry;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.detection.Verdict.CatchUp;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.ReuseKind;
import dev.tokenfamily.log.LogField;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One WARN line per incident, DEBUG for the rest. Ids only, never a token; what others chose stays in its field. */
public final class IncidentLog {

    private static final Logger LOG = Logger.getLogger("dev.tokenfamily.incident");

    private IncidentLog() {}

    /** Writes a line about a finding: WARN where this request is the one to report an incident, DEBUG otherwise. */
    public static void write(Finding finding) {
        if (!finding.incident()) {
            LOG.debugf(
                    "verdict=%s family=%s generation=%d",
                    finding.verdict().text(),
                    LogField.of(finding.token().familyId()),
                    finding.token().generation());
            return;
        }
        @Nullable Family family = finding.family();
        Owner owner = finding.token().owner();
        LOG.warnf(
                "verdict=%s kind=%s enforcement=%s scope=%s revoked=%d family=%s generation=%d current=%d realm=%s"
                        + " client=%s user=%s session=%s address=%s",
                finding.verdict().text(),
                kind(finding.verdict()),
                finding.policy().reaction().enforcement().text(),
                finding.revocationScope().text(),
                finding.familiesRevoked(),
                LogField.of(finding.token().familyId()),
                finding.token().generation(),
                family == null ? 0 : family.generation(),
                LogField.of(owner.realmId()),
                LogField.of(owner.clientId()),
                LogField.of(owner.userId()),
                LogField.of(owner.sessionId()),
                LogField.of(finding.presentation().address()));
    }

    /** Writes a line of WARN about an incident to which no refresh has led. */
    public static void write(Incident incident) {
        Owner owner = incident.owner();
        LOG.warnf(
                "kind=%s scope=%s family=%s generation=%d current=%d realm=%s client=%s user=%s session=%s address=%s",
                incident.kind(),
                incident.scope(),
                LogField.of(incident.familyId()),
                incident.presentedGeneration(),
                incident.currentGeneration(),
                LogField.of(owner.realmId()),
                LogField.of(owner.clientId()),
                LogField.of(owner.userId()),
                LogField.of(owner.sessionId()),
                LogField.of(incident.presentedFrom().address()));
    }

    private static String kind(Verdict verdict) {
        @Nullable ReuseKind reuse = verdict.reuseKind();
        if (reuse != null) {
            return reuse.text();
        }
        return verdict instanceof CatchUp catchUp && catchUp.repeated() ? "repeated" : "first";
    }
}
