package dev.tokenfamily.detection;

import dev.tokenfamily.detection.Ruling.Consumption;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.family.Supersession;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentStore;
import dev.tokenfamily.incident.ReuseKind;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.takedown.Takedown;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One refresh, from the presented token to the one that is handed out: read, judge, act, and judge again whenever
 * somebody else was faster. {@link #examine} comes before anything is minted, {@link #settle} as late as possible. What each of
 * both does with the row stands here, but for what is written for a token that is handed out: that is {@code Settlement}.
 *
 * <p>Every method throws {@link StoreUnavailableException} if the store fails; then no token may leave.
 */
public final class RefreshProtocol {

    /** Each further round means that another request changed the same family meanwhile. */
    private static final int MOST_ROUNDS = 64;

    /** Of those that came with a successor which nobody knows, it is not known either how long they live. A day at most. */
    private static final long LONGEST_ACCESS_TOKEN = 86_400;

    private final FamilyStore store;
    private final IncidentStore incidents;
    private final Takedown takedown;

    /** Judges and consumes tokens by the families in that store; a reuse ends {@code takedown} besides rows. */
    public RefreshProtocol(FamilyStore store, IncidentStore incidents, Takedown takedown) {
        this.store = store;
        this.incidents = incidents;
        this.takedown = takedown;
    }

    /** Whether that owner's family has a row. */
    public boolean knows(Owner owner, String familyId) {
        return store.read(owner, familyId).family() != null;
    }

    /**
     * Judges the token and acts on a reuse. Consumes nothing, and sees to it that the row outlasts the token. That a token is
     * good may rest on what this node remembers, since {@link #settle} finds out whether that is true.
     *
     * @param read of the family in this request already, along with its session; empty for nothing
     */
    public Finding examine(PresentedToken token, Presentation presentation, Policy policy, Optional<Reading> read) {
        Finding finding = read.or(() -> store.recall(token.owner(), token.familyId()))
                .map(reading -> judge(reading, token, presentation, policy))
                .flatMap(this::standing)
                .orElseGet(() -> examineRow(token, presentation, policy)); // acts on whom it refuses
        outlast(finding);
        return finding;
    }

    /**
     * A finding by which the request may go on, without a read of its own: the head; and a refusal that changes no family, by a row
     * that was read in this request. What a node only remembers refuses nobody.
     */
    private Optional<Finding> standing(Finding finding) {
        if (finding.verdict().isHead()) {
            return Optional.of(finding);
        }
        boolean refusedByRow = finding.refused() && !finding.reading().recalled();
        return switch (finding.consequence()) {
            case NONE -> refusedByRow ? Optional.of(finding) : Optional.empty();
            case COUNT -> refusedByRow ? Optional.of(counted(finding)) : Optional.empty();
            case BURY, MARK, OBSERVE, REVOKE -> Optional.empty();
        };
    }

    private Finding examineRow(PresentedToken token, Presentation presentation, Policy policy) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Finding finding = judge(store.read(token.owner(), token.familyId()), token, presentation, policy);
            @Nullable Finding acted = act(finding);
            if (acted != null) {
                return acted;
            }
        }
        throw contended(token);
    }

    /** A token of the family may live longer than any that was minted since: lifetimes can be lowered. */
    private void outlast(Finding finding) {
        Family family = finding.family();
        Long expiry = finding.token().expiresAt();
        if (family != null
                && family.owner().sameParties(finding.token().owner())
                && !family.retention().covers(expiry)) {
            store.outlast(
                    family,
                    family.retention().covering(expiry, finding.reading().now()));
        }
    }

    /**
     * Consumes the token for what was minted. A rotation and a retry are first tried on the row as it was examined, since
     * the store changes no other, and what is kept by a recalled row is looked at (ADR 7). Everything else is judged again, on
     * the row as it is now. A reuse is acted on once, by whichever of both methods finds it.
     *
     * @param examined what {@link #examine} found in this request; not refused
     * @param policy that applies; may be stricter about rotation than the one examined under
     */
    public Ruling settle(Finding examined, Policy policy, Minted minted) {
        PresentedToken token = examined.token();
        boolean reuseIsCounted = examined.verdict().isReuse();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Finding finding = round == 0 && stands(examined, policy)
                    ? examined
                    : judge(store.read(token.owner(), token.familyId()), token, examined.presentation(), policy);
            @Nullable Finding acted = reuseIsCounted ? finding : act(finding);
            @Nullable Ruling ruling = acted == null ? null : new Settlement(store, incidents, acted, minted).settle();
            if (ruling != null) {
                return ruling;
            }
        }
        throw contended(token);
    }

    private boolean stands(Finding examined, Policy policy) {
        if (!examined.policy().equals(policy)) {
            return false;
        }
        Family family = examined.family();
        return switch (examined.outcome()) {
            case NEXT_GENERATION -> policy.rotates() || examined.switchRotates();
            case HEAD_AGAIN -> true;
            case SAME_GENERATION ->
                examined.verdict().isHead()
                        && family != null
                        && (!examined.reading().recalled() || store.unchanged(family));
            case REFUSED, HEAD_AT_ANY_TIME, CATCH_UP, GENERATION_BEYOND -> false;
        };
    }

    /**
     * Gives back what a request consumed that was refused after all.
     *
     * @return false where others have gone on from it meanwhile, so that it stays
     */
    public boolean undo(Consumption consumed) {
        return consumed.undo(store);
    }

    private Finding judge(Reading reading, PresentedToken token, Presentation presentation, Policy policy) {
        Verdict verdict = Detector.judge(reading, token, presentation, policy);
        Finding finding = new Finding(verdict, token, reading, presentation, policy, 0, false);
        return verdict.consequence(policy.enforced()) == Consequence.REVOKE || verdict.isReuse()
                ? finding.withIncidentId(incidents.idOf(finding.ownIncident()))
                : finding;
    }

    private static StoreUnavailableException contended(PresentedToken token) {
        return new StoreUnavailableException("Token family " + token.familyId() + " changes too fast to be judged");
    }

    /**
     * Acts on the finding, and gives it back with what was done.
     *
     * @return null where another request was faster, so that this one must judge again
     */
    private @Nullable Finding act(Finding finding) {
        return switch (finding.consequence()) {
            case NONE -> finding;
            case COUNT -> counted(finding);
            case BURY -> buried(finding) ? finding : null;
            case MARK -> marked(finding) ? finding : null;
            case OBSERVE -> incidents.observe(finding.ownIncident()) ? finding.reported() : finding;
            case REVOKE -> revoked(finding);
        };
    }

    private Finding counted(Finding finding) {
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
    private Finding copied(Finding finding) {
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
     * Looks at a token that Keycloak has refused, since what it lived on has ended: of a family that ended without anybody having
     * looked for a copy ({@link RevocationReason#looksForNoCopy}), a superseded one is an incident. Empty for every other token.
     */
    public Optional<Finding> examineEnded(PresentedToken token, Presentation presentation, Policy policy) {
        Reading reading = store.read(token.owner(), token.familyId());
        @Nullable Family family = reading.family();
        boolean copyIsUnnoticed = family != null
                && family.owner().sameParties(token.owner())
                && RevocationReason.looksForNoCopy(family.revocation());
        return copyIsUnnoticed
                ? Optional.of(copied(judge(reading, token, presentation, policy)))
                        .filter(finding ->
                                finding.verdict() instanceof Verdict.Revoked revoked && revoked.copy() != null)
                : Optional.empty();
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
