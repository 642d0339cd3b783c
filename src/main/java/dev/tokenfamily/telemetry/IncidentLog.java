package dev.tokenfamily.telemetry;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.detection.Verdict.CatchUp;
import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.OriginChange;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentKind;
import dev.tokenfamily.incident.ReuseKind;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.log.Names;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One WARN line per incident, DEBUG for the rest. Ids, and names where the operator wants them; never a token. What others chose
 * stays in its field. New fields are added at the end.
 */
public final class IncidentLog {

    private static final Logger LOG = Logger.getLogger("dev.tokenfamily.incident");

    private IncidentLog() {}

    /**
     * Writes a line about a finding: WARN where this request is the one to report an incident, DEBUG otherwise.
     *
     * @param names of those whom it is about, asked for an incident only; of none, the line has ids alone
     */
    public static void write(Finding finding, Supplier<Optional<Names>> names) {
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
                        + " client=%s user=%s session=%s address=%s%s%s%s",
                finding.verdict().text(),
                kind(finding),
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
                LogField.of(finding.presentation().address()),
                lateness(finding)
                        + field(
                                "origin_change",
                                finding.originChange().map(OriginChange::text).orElse(null)),
                field("incident", finding.incidentId()),
                inWords(names.get()));
    }

    /**
     * Writes a line of WARN about an incident to which no refresh has led.
     *
     * @param id of the incident
     * @param names of those whom it is about; of none, the line has ids alone
     */
    public static void write(Incident incident, String id, Optional<Names> names) {
        Owner owner = incident.owner();
        LOG.warnf(
                "kind=%s scope=%s family=%s generation=%d current=%d realm=%s client=%s user=%s session=%s address=%s%s%s",
                incident.kind(),
                incident.scope(),
                LogField.of(incident.familyId()),
                incident.presentedGeneration(),
                incident.currentGeneration(),
                LogField.of(owner.realmId()),
                LogField.of(owner.clientId()),
                LogField.of(owner.userId()),
                LogField.of(owner.sessionId()),
                LogField.of(incident.presentedFrom().address()),
                field("incident", id),
                inWords(names));
    }

    /** Of a reuse: how late it was, and whether it looks benign. */
    private static String lateness(Finding finding) {
        if (!finding.verdict().isReuse()) {
            return "";
        }
        OptionalLong delay = finding.verdict().lateness();
        return (delay.isPresent() ? field("delay", Long.toString(delay.getAsLong())) : "")
                + field("successor_issued_at", finding.successorIssuedAt())
                + field("benign", finding.looksLikeLostAnswer())
                + field("impersonator", finding.presentation().impersonator());
    }

    private static String inWords(Optional<Names> names) {
        return names.map(Names::fields).orElse("");
    }

    private static String field(String name, @Nullable Object value) {
        return value == null ? "" : " " + name + "=" + LogField.of(value.toString());
    }

    private static String kind(Finding finding) {
        if (finding.originChange().isPresent()) {
            return IncidentKind.ORIGIN_CHANGE.text();
        }
        Verdict verdict = finding.verdict();
        @Nullable ReuseKind reuse = verdict.reuseKind();
        if (reuse != null) {
            return reuse.text();
        }
        if (verdict instanceof Revoked revoked && revoked.copy() != null) {
            return revoked.copy().text();
        }
        return verdict instanceof CatchUp catchUp && catchUp.repeated() ? "repeated" : "first";
    }
}
