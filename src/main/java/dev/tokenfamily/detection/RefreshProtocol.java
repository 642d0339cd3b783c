package dev.tokenfamily.detection;

import dev.tokenfamily.detection.Ruling.Consumption;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.incident.IncidentStore;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.takedown.Takedown;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One refresh, from the presented token to the one that is handed out: read, judge, act, and judge again whenever
 * somebody else was faster. {@link #examine} comes before anything is minted, {@link #settle} as late as possible. What is done
 * because of a verdict is in {@code Consequences}, and what is written for a token that is handed out in {@code Settlement}.
 *
 * <p>Every method throws {@link StoreUnavailableException} if the store fails; then no token may leave.
 */
public final class RefreshProtocol {

    /** Each further round means that another request changed the same family meanwhile. */
    private static final int MOST_ROUNDS = 64;

    private final FamilyStore store;
    private final IncidentStore incidents;
    private final Consequences consequences;

    /** Judges and consumes tokens by the families in that store; a reuse ends {@code takedown} besides rows. */
    public RefreshProtocol(FamilyStore store, IncidentStore incidents, Takedown takedown) {
        this.store = store;
        this.incidents = incidents;
        consequences = new Consequences(store, incidents, takedown);
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
            case COUNT -> refusedByRow ? Optional.of(consequences.counted(finding)) : Optional.empty();
            case BURY, MARK, OBSERVE, REVOKE -> Optional.empty();
        };
    }

    private Finding examineRow(PresentedToken token, Presentation presentation, Policy policy) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Finding finding = judge(store.read(token.owner(), token.familyId()), token, presentation, policy);
            @Nullable Finding acted = consequences.act(finding);
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
            @Nullable Finding acted = reuseIsCounted ? finding : consequences.act(finding);
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
                ? Optional.of(consequences.copied(judge(reading, token, presentation, policy)))
                        .filter(finding ->
                                finding.verdict() instanceof Verdict.Revoked revoked && revoked.copy() != null)
                : Optional.empty();
    }
}
