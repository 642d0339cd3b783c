package dev.tokenfamily.detection;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.Grace;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.OriginChange;
import dev.tokenfamily.incident.FollowUp;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentKind;
import dev.tokenfamily.incident.LostAnswer;
import dev.tokenfamily.incident.Repeat;
import dev.tokenfamily.incident.ReuseKind;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.RevocationScope;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A verdict and what it rests on.
 *
 * @param verdict of the detector
 * @param token that was judged
 * @param reading of its family, as the detector saw it; of one that this request revoked, as it was then
 * @param presentation what the request showed
 * @param policy that applied
 * @param familiesRevoked how many families this request revoked
 * @param incident whether this request is the one to report it: the one that revoked, the first observed of its kind,
 *     the one that caught up
 * @param incidentId of the incident that it is, or for which its family was revoked; null where there is none, or nobody knows
 */
public record Finding(
        Verdict verdict,
        PresentedToken token,
        Reading reading,
        Presentation presentation,
        Policy policy,
        int familiesRevoked,
        boolean incident,
        @Nullable String incidentId) {

    /** A finding of no incident that has an id. */
    public Finding(
            Verdict verdict,
            PresentedToken token,
            Reading reading,
            Presentation presentation,
            Policy policy,
            int familiesRevoked,
            boolean incident) {
        this(verdict, token, reading, presentation, policy, familiesRevoked, incident, null);
    }

    /** The family as it was read, or as it was revoked; null where there was no row. */
    public @Nullable Family family() {
        return reading.family();
    }

    /** Whether the request is to be answered with {@code invalid_grant}. */
    public boolean refused() {
        return verdict.refused(policy.enforced());
    }

    /** What the request is given under the policy that applied. */
    Outcome outcome() {
        return verdict.outcome(policy.enforced());
    }

    /** How many generations the token is behind the head; 0 for the head, for a newer one, and where there was no row. */
    public int generationsBehind() {
        Family family = family();
        return family == null ? 0 : Math.max(0, family.generation() - token.generation());
    }

    /** How many generations in a row needed grace, the present one included if it does. */
    public int graceStreak() {
        Family family = family();
        if (family == null) {
            return 0;
        }
        Grace grace = outcome() == Outcome.HEAD_AGAIN ? family.grace().retried() : family.grace();
        return grace.streak();
    }

    /** What is to be done about the verdict under the policy that applied. */
    Consequence consequence() {
        return verdict.consequence(policy.enforced());
    }

    /**
     * The family, for a verdict that only a row can lead to.
     *
     * @throws NullPointerException where there was no row
     */
    Family existing() {
        return Objects.requireNonNull(family());
    }

    /** Which reuse it would have been, had the family not been revoked; null for none. */
    @Nullable
    ReuseKind reuseBeforeItsEnd() {
        return Detector.judge(reading.of(existing().beforeItsEnd()), token, presentation, policy)
                .reuseKind();
    }

    /**
     * The incident for which an enforced policy ends the family.
     *
     * @throws NullPointerException where the verdict is none
     */
    Incident ownIncident() {
        return incidentOf(existing(), Objects.requireNonNull(verdict.incidentKind()));
    }

    /** The incident of a head that was used in a new place, of a policy that does not refuse that. */
    Incident originIncident() {
        return incidentOf(existing(), IncidentKind.ORIGIN_CHANGE.text()).ofDay(reading.now());
    }

    /**
     * What makes the place of the request a new one, where a head is asked for; empty where it is none, and where the token is kept
     * or given again: those are no rotations (ADR 28).
     */
    public Optional<OriginChange> originChange() {
        @Nullable Family row = family();
        Outcome outcome = outcome();
        boolean asksForHead = outcome == Outcome.NEXT_GENERATION
                || outcome == Outcome.GENERATION_BEYOND
                || verdict instanceof OriginChanged;
        return row == null || !asksForHead
                ? Optional.empty()
                : policy.originChange(row.rotatedFrom(), presentation.origin());
    }

    /** An incident of that kind, as it is to be remembered with the row of the family. */
    Incident incidentOf(Family row, String kind) {
        return new Incident(
                row.id(),
                row.owner(),
                kind,
                token.generation(),
                row.generation(),
                presentation.origin(),
                row.rotatedFrom(),
                ownScope().text(),
                policy.enforced() && verdict.incidentKind() != null,
                row.lineage().successorIssuedAt(token.generation()),
                presentation.impersonator(),
                null);
    }

    /**
     * When the successor of the token was issued, in epoch seconds of the database's clock; null where nobody knows, as of a token
     * older than the head's predecessor.
     */
    public @Nullable Long successorIssuedAt() {
        @Nullable Family row = family();
        return row == null ? null : row.lineage().successorIssuedAt(token.generation());
    }

    /**
     * Whether it {@linkplain LostAnswer looks like a lost answer}: then a grace period of one second more than the
     * {@linkplain Verdict#lateness lateness} would have answered it.
     */
    public boolean looksLikeLostAnswer() {
        @Nullable Family row = family();
        OptionalLong delay = verdict.lateness();
        return row != null
                && delay.isPresent()
                && row.lineage().successorIssuedAt(token.generation()) != null
                && LostAnswer.looksLike(
                        token.generation(),
                        row.generation(),
                        presentation.origin(),
                        row.rotatedFrom(),
                        delay.getAsLong());
    }

    /** What it means that a token of a family came that was revoked for a reuse. */
    Repeat repeat() {
        return Repeat.of(existing(), token.generation(), presentation.origin());
    }

    /** This finding with the id of its incident; null for none. */
    Finding withIncidentId(@Nullable String id) {
        return new Finding(verdict, token, reading, presentation, policy, familiesRevoked, incident, id);
    }

    /** The family as it would be written for the first time, with the token that was presented as its head. */
    Family unseen() {
        return Family.opened(
                token.familyId(),
                token.owner(),
                token.start(),
                token.generation(),
                new Head(token.familyId(), token.issuedAt(), token.expiresAt(), token.since()),
                GraceTerms.NONE,
                reading.now(),
                presentation.origin(),
                AccessTokens.NONE);
    }

    /** What follows besides the revocation, if this is an incident. */
    FollowUp followUp() {
        if (originChange().isPresent()) { // its own key asks for the mail
            return new FollowUp(policy.enforced(), null, presentation.realmUrl());
        }
        return new FollowUp(
                policy.reaction().notifyUser(), policy.reaction().requiredActionOrNull(), presentation.realmUrl());
    }

    /** This finding for a client that is not given the successor: nothing may then be superseded, by whatever rotates. */
    public Finding withoutSuccessor() {
        return new Finding(
                verdict,
                token,
                reading,
                presentation.withSwitch(RealmSwitch.APART),
                policy.withoutRotation(),
                familiesRevoked,
                incident,
                incidentId);
    }

    /** Whether Keycloak's own switch rotates the token, and not we. */
    boolean switchRotates() {
        return presentation.realmSwitch() == RealmSwitch.DECIDES;
    }

    /** This finding with another verdict. */
    Finding withVerdict(Verdict other) {
        return new Finding(other, token, reading, presentation, policy, familiesRevoked, incident, incidentId);
    }

    /** This finding of the request that is the one to report it. */
    Finding reported() {
        return new Finding(verdict, token, reading, presentation, policy, familiesRevoked, true, incidentId);
    }

    /** The scope of the policy is about reuses; a new place ends the family that was used there. */
    private RevocationScope ownScope() {
        return originChange().isPresent()
                ? RevocationScope.FAMILY
                : policy.reaction().scope();
    }

    /**
     * What a reuse takes down: the scope of the policy, or the client session too, where the family has access tokens that
     * nobody can name. Of a new place that is the family, and the same holds.
     */
    public RevocationScope revocationScope() {
        Family family = family();
        boolean widens = verdict.incidentKind() != null
                && policy.enforced()
                && family != null
                && family.accessTokens().someUnnamedAt(reading.now());
        return widens ? ownScope().withClientSession() : ownScope();
    }

    /** Whether more ends than the policy says, because it had to ({@link #revocationScope}). */
    public boolean widened() {
        return revocationScope() != ownScope();
    }

    /** This finding of the request that revoked the family, with the row as it was then. */
    Finding revokingAll(Family revoked) {
        return new Finding(verdict, token, reading.of(revoked), presentation, policy, 1, true, incidentId);
    }

    /** This finding, of a request that revoked so many other families too. */
    Finding alsoRevoking(int others) {
        return new Finding(
                verdict, token, reading, presentation, policy, familiesRevoked + others, incident, incidentId);
    }
}
