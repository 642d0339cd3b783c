package dev.tokenfamily.detection;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.family.Supersession;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentStore;
import dev.tokenfamily.incident.ReuseKind;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.takedown.Takedown;
import org.jspecify.annotations.Nullable;

/**
 * Does what the {@linkplain Consequence consequence} of a verdict asks for, whatever the request is given: counts, remembers,
 * records an incident, or revokes the family and what the policy's scope takes down with it.
 */
final class Consequences {

    /** Of those that came with a successor which nobody knows, it is not known either how long they live. A day at most. */
    private static final long LONGEST_ACCESS_TOKEN = 86_400;

    private final FamilyStore store;
    private final IncidentStore incidents;
    private final Takedown takedown;

    Consequences(FamilyStore store, IncidentStore incidents, Takedown takedown) {
        this.store = store;
        this.incidents = incidents;
        this.takedown = takedown;
    }

    /**
     * Acts on the finding, and gives it back with what was done.
     *
     * @return null where another request was faster, so that this one must judge again
     */
    @Nullable
    Finding act(Finding finding) {
        return switch (finding.consequence()) {
            case NONE -> finding;
            case COUNT -> counted(finding);
            case BURY -> buried(finding) ? finding : null;
            case MARK -> marked(finding) ? finding : null;
            case OBSERVE -> incidents.observe(finding.ownIncident()) ? finding.reported() : finding;
            case REVOKE -> revoked(finding);
        };
    }

    /** A token of a dead family came again. That is counted on the incident for which the family was revoked, if it was one. */
    Finding counted(Finding finding) {
        Family family = finding.existing();
        if (RevocationReason.looksForNoCopy(family.revocation())) {
            return copied(finding);
        }
        return Incident.isReason(family.revocation())
                ? finding.withIncidentId(incidents
                        .repeat(family.owner(), family.id(), finding.repeat())
                        .orElse(null))
                : finding;
    }

    /**
     * Its user has ended the family, or too many have been opened beside it, and so nobody has noticed a copy of its tokens: what
     * would have been a reuse is an incident all the same. Nothing more ends for it.
     */
    Finding copied(Finding finding) {
        @Nullable ReuseKind kind = finding.reuseBeforeItsEnd();
        if (kind == null) {
            return finding;
        }
        Finding copy = finding.withVerdict(new Verdict.Revoked(kind));
        Incident incident = copy.incidentOf(copy.existing(), kind.text());
        Finding named = copy.withIncidentId(incidents.idOf(incident));
        return incidents.observe(incident) ? named.reported() : named;
    }

    /**
     * Whether the row says by itself from now on that the token is dead: Keycloak's switch, which knew it so far, may be
     * turned off or become more lenient.
     */
    private boolean buried(Finding finding) {
        long unnamedUntil = finding.reading().now() + LONGEST_ACCESS_TOKEN;
        PresentedToken token = finding.token();
        @Nullable Family family = finding.family();
        if (family == null) {
            return store.insert(finding.unseen().overtaken(token.generation() + 1, unnamedUntil));
        }
        if (token.generation() >= family.generation()) {
            return store.close(family, family.overtaken(token.generation() + 1, unnamedUntil));
        }
        return family.grace().supersession() == Supersession.SWITCH_REFUSED
                || store.close(family, family.refusingPredecessor());
    }

    /** Before anybody is told, so that nobody else is spared. */
    private boolean marked(Finding finding) {
        Family family = finding.existing();
        return family.sparedUntil() != null
                || store.spare(family, finding.reading().aftermathEnd());
    }

    private @Nullable Finding revoked(Finding finding) {
        return incidents
                .revokeFor(finding.ownIncident(), finding.followUp())
                .map(finding::revokingAll)
                .map(revoking -> revoking.alsoRevoking(revokeAround(revoking)))
                .orElse(null);
    }

    /**
     * A failure here must not hide the reuse: the family is revoked, and this is the only request to report it. Nor may it
     * keep the rest from being tried: sessions can end where rows cannot be reached.
     *
     * @return how many other families were revoked
     */
    private int revokeAround(Finding revoking) {
        Family family = revoking.existing();
        RevocationScope scope = revoking.revocationScope();
        int others = 0;
        try {
            others = revokeOthers(scope, family.owner(), reasonOfOthers(revoking.verdict()));
        } catch (StoreUnavailableException e) {
            takedown.incomplete(family, scope, e);
        }
        try {
            takedown.takeDown(family, scope);
        } catch (StoreUnavailableException e) {
            takedown.incomplete(family, scope, e);
        }
        return others;
    }

    private static RevocationReason reasonOfOthers(Verdict verdict) {
        return verdict.isReuse() ? RevocationReason.REUSE_ELSEWHERE : RevocationReason.ORIGIN_CHANGE;
    }

    private int revokeOthers(RevocationScope scope, Owner owner, RevocationReason reason) {
        String realm = owner.realmId();
        return switch (scope) {
            case FAMILY -> 0;
            case CLIENT_SESSION ->
                store.revokeAll(Selection.ofClientSession(realm, owner.clientId(), owner.sessionId()), reason);
            case USER_SESSION -> store.revokeAll(Selection.ofUserSession(realm, owner.sessionId()), reason);
            case USER -> store.revokeAll(Selection.ofUser(realm, owner.userId()), reason);
        };
    }
}
