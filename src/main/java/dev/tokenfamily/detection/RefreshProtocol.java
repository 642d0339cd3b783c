package dev.tokenfamily.detection;

import dev.tokenfamily.detection.Ruling.Consumption;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.incident.IncidentStore;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.takedown.Takedown;
import java.util.Optional;

/**
 * One refresh, from the presented token to the one that is handed out: read, judge, act, and judge again whenever
 * somebody else was faster. {@link #examine} comes before anything is minted, {@link #settle} as late as possible.
 *
 * <p>Every method throws {@link StoreUnavailableException} if the store fails; then no token may leave.
 */
public final class RefreshProtocol {

    /** Each further round means that another request changed the same family meanwhile. */
    private static final int MOST_ROUNDS = 64;

    private final FamilyStore store;
    private final IncidentStore incidents;
    private final ReuseResponse reuseResponse;

    /** Over these stores, and with what a reuse takes down. */
    public RefreshProtocol(FamilyStore store, IncidentStore incidents, Takedown takedown) {
        this.store = store;
        this.incidents = incidents;
        this.reuseResponse = new ReuseResponse(store, incidents, takedown);
    }

    /**
     * Judges the token and acts on a reuse. Consumes nothing, and sees to it that the row outlasts the token. That a token is
     * good may rest on what this node remembers, since {@link #settle} finds out whether that is true.
     */
    public Finding examine(PresentedToken token, Presentation presentation, Policy policy) {
        Optional<Finding> remembered = store.recall(token.owner(), token.familyId())
                .map(reading -> judge(reading, token, presentation, policy))
                .filter(finding -> finding.verdict().isHead());
        Finding finding = remembered.orElseGet(() -> examineRow(token, presentation, policy));
        outlast(finding);
        return finding;
    }

    /** Whether that owner's family has a row. */
    public boolean knows(Owner owner, String familyId) {
        return store.read(owner, familyId).family() != null;
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

    private Finding examineRow(PresentedToken token, Presentation presentation, Policy policy) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Finding finding = judge(store.read(token.owner(), token.familyId()), token, presentation, policy);
            Optional<Finding> acted = reuseResponse.actOn(finding);
            if (acted.isPresent()) {
                return acted.get();
            }
        }
        throw contended(token);
    }

    /**
     * Consumes the token for what was minted. A rotation and a retry are first tried on the row as it was examined, since
     * the store changes no other, and what is kept is looked at once more (ADR 7). Everything else is judged again, on the
     * row as it is now.
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
            Optional<Finding> acted = reuseIsCounted ? Optional.of(finding) : reuseResponse.actOn(finding);
            Optional<Ruling> ruling = acted.flatMap(f -> new Settlement(store, incidents, f, minted).rule());
            if (ruling.isPresent()) {
                return ruling.get();
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
            case SAME_GENERATION -> examined.verdict().isHead() && family != null && store.unchanged(family);
            case REFUSED, HEAD_AT_ANY_TIME, CATCH_UP -> false;
        };
    }

    /**
     * Gives back what a request consumed that was refused after all.
     *
     * @return false where others have gone on from it meanwhile, so that it stays
     */
    public boolean undo(Consumption consumed) {
        return consumed.undoIn(store);
    }

    private static Finding judge(Reading reading, PresentedToken token, Presentation presentation, Policy policy) {
        Verdict verdict = Detector.judge(reading, token, presentation, policy);
        return new Finding(verdict, token, reading, presentation, policy, 0, false);
    }

    private static StoreUnavailableException contended(PresentedToken token) {
        return new StoreUnavailableException("Token family " + token.familyId() + " changes too fast to be judged");
    }
}
