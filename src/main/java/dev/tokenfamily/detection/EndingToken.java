package dev.tokenfamily.detection;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.incident.FollowUp;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentKind;
import dev.tokenfamily.incident.IncidentStore;
import dev.tokenfamily.incident.IncidentStore.NoteOutcome;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.RevocationScope;
import java.util.Optional;

/**
 * A refresh token by which somebody ends a session, at the revocation endpoint (RFC 7009) or the logout endpoint. What it names
 * ends, whatever the token is. One that is superseded shows besides that an answer was lost, or that two parties hold a copy.
 *
 * @param policy that governs its client; {@link Policy#UNGOVERNED} where none does
 * @param ended what ends by it
 */
public record EndingToken(PresentedToken token, Presentation presentation, Policy policy, RevocationScope ended) {

    /** Each further round means that another request changed the same family meanwhile. */
    private static final int MOST_ROUNDS = 64;

    /**
     * Notes on the family in the store, before it ends, that a refresh with this token would have been a reuse. Ends nothing by
     * itself.
     *
     * @return the incident, where it is the first of its kind in the family
     * @throws StoreUnavailableException if either store fails
     */
    public Optional<Incident> note(FamilyStore families, IncidentStore incidents) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Reading reading = families.read(token.owner(), token.familyId());
            Family family = reading.family();
            if (family == null || !isReuse(reading)) {
                return Optional.empty();
            }
            Incident incident = incidentOf(family);
            NoteOutcome noted = incidents.note(incident, followUp(family));
            if (noted != NoteOutcome.OUTDATED) {
                return noted == NoteOutcome.FIRST ? Optional.of(incident) : Optional.empty();
            }
        }
        throw new StoreUnavailableException("Token family " + token.familyId() + " changes too fast to be judged");
    }

    private boolean isReuse(Reading reading) {
        return Detector.judge(reading, token, presentation, policy).isReuse();
    }

    /** Nothing was revoked for it: what ended was asked for. */
    private Incident incidentOf(Family family) {
        return new Incident(
                family.id(),
                family.owner(),
                IncidentKind.SESSION_END.text(),
                token.generation(),
                family.generation(),
                presentation.origin(),
                family.rotatedFrom(),
                ended.text(),
                false,
                family.lineage().successorIssuedAt(token.generation()),
                presentation.impersonator(),
                null);
    }

    /** A client that never got the answer with the successor is no reason to trouble anybody. */
    private FollowUp followUp(Family family) {
        boolean mailed = policy.reaction().notifyUser()
                && policy.enforced()
                && family.lineage().wentOnAfter(token.generation());
        return new FollowUp(mailed, null, presentation.realmUrl());
    }
}
