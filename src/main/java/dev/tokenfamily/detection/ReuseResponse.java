package dev.tokenfamily.detection;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.family.Supersession;
import dev.tokenfamily.incident.IncidentStore;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.takedown.Takedown;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows from a token that was used before: revoke, count, or remember that it is dead. */
final class ReuseResponse {

    /** Of those that came with a successor which nobody knows, it is not known either how long they live. A day at most. */
    private static final long LONGEST_ACCESS_TOKEN = 86_400;

    private final FamilyStore store;
    private final IncidentStore incidents;
    private final Takedown takedown;

    ReuseResponse(FamilyStore store, IncidentStore incidents, Takedown takedown) {
        this.store = store;
        this.incidents = incidents;
        this.takedown = takedown;
    }

    /**
     * Acts on the finding, and gives it back with what was done.
     *
     * @return empty where another request revoked the family first, so that this one must judge again
     */
    Optional<Finding> actOn(Finding finding) {
        return switch (finding.consequence()) {
            case NONE -> Optional.of(finding);
            case COUNT -> Optional.of(counted(finding));
            case BURY -> buried(finding) ? Optional.of(finding) : Optional.empty();
            case MARK -> marked(finding) ? Optional.of(finding) : Optional.empty();
            case OBSERVE -> Optional.of(incidents.observe(finding.reuse()) ? finding.reported() : finding);
            case REVOKE -> revoke(finding);
        };
    }

    private Finding counted(Finding finding) {
        Family family = finding.existing();
        if (family.revocation() == RevocationReason.REUSE) {
            incidents.repeat(family.owner(), family.id());
        }
        return finding;
    }

    /** Before anybody is told, so that nobody else is spared. */
    private boolean marked(Finding finding) {
        Family family = finding.existing();
        return family.sparedUntil() != null
                || store.spare(family, finding.reading().aftermathEnd());
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

    private Optional<Finding> revoke(Finding finding) {
        return incidents
                .revokeFor(finding.reuse(), finding.followUp())
                .map(finding::revokingAll)
                .map(revoking -> revoking.alsoRevoking(revokeAround(revoking)));
    }

    /**
     * A failure here must not hide the reuse: the family is revoked, and this is the only request to report it. Nor may it
     * keep the rest from being tried: sessions can end where rows cannot be reached.
     */
    private int revokeAround(Finding revoking) {
        Family family = revoking.existing();
        RevocationScope scope = revoking.revocationScope();
        int others = 0;
        try {
            others = selection(scope, family.owner())
                    .map(s -> store.revokeAll(s, RevocationReason.REUSE_ELSEWHERE))
                    .orElse(0);
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

    private static Optional<Selection> selection(RevocationScope scope, Owner owner) {
        return switch (scope) {
            case FAMILY -> Optional.empty();
            case CLIENT_SESSION ->
                Optional.of(Selection.ofClientSession(owner.realmId(), owner.clientId(), owner.sessionId()));
            case USER_SESSION -> Optional.of(Selection.ofUserSession(owner.realmId(), owner.sessionId()));
            case USER -> Optional.of(Selection.ofUser(owner.realmId(), owner.userId()));
        };
    }
}
