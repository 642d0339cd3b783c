package dev.tokenfamily.detection;

import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.family.Allowance;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.policy.Lifetimes;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.takedown.Takedown;
import java.util.List;
import java.util.Optional;

/**
 * Ends what a user has too many of (ADR 31). A family counts from its first refresh on, which gives it its row; so that is when it is
 * looked at, and at no other refresh.
 */
public final class FamilyCap {

    private final FamilyStore store;
    private final Takedown takedown;

    /** Counts and ends families in that store, and their access tokens by that takedown. */
    public FamilyCap(FamilyStore store, Takedown takedown) {
        this.store = store;
        this.takedown = takedown;
    }

    /**
     * Ends the families that the user has beyond the cap of the policy, if this refresh has opened one. Whatever fails, the refresh is
     * granted: its client has done nothing wrong, and what is too many ends with the next family that is opened.
     *
     * @return empty where nothing was too many
     */
    public Optional<Capped> apply(Granted granted) {
        Finding finding = granted.finding();
        Policy policy = finding.policy();
        boolean opened = finding.family() == null;
        if (!opened || !policy.cap().on()) {
            return Optional.empty();
        }
        try {
            return policy.enforced() ? end(finding) : count(finding);
        } catch (StoreUnavailableException e) {
            return Optional.of(new Capped(finding, List.of(), 0, e));
        }
    }

    private Optional<Capped> count(Finding finding) {
        int beyond = store.countBeyond(allowance(finding));
        return beyond == 0 ? Optional.empty() : Optional.of(new Capped(finding, List.of(), beyond, null));
    }

    private Optional<Capped> end(Finding finding) {
        List<Family> ended = store.revokeBeyond(allowance(finding), RevocationReason.CAP);
        ended.forEach(this::endAccessTokens);
        return ended.isEmpty() ? Optional.empty() : Optional.of(new Capped(finding, ended, ended.size(), null));
    }

    /** Those that nobody can name live until they expire: what ends them is the client session, in which other families may be. */
    private void endAccessTokens(Family family) {
        try {
            takedown.takeDown(family, RevocationScope.FAMILY);
        } catch (StoreUnavailableException e) {
            takedown.incomplete(family, RevocationScope.FAMILY, e);
        }
    }

    private static Allowance allowance(Finding finding) {
        Policy policy = finding.policy();
        Lifetimes lifetimes = policy.lifetimes();
        long now = finding.reading().now();
        return new Allowance(
                finding.token().owner(),
                finding.token().familyId(),
                policy.cap().families(),
                now,
                lifetimes.absolute() == 0 ? 0 : now - lifetimes.absolute(),
                lifetimes.inactivity() == 0 ? 0 : now - lifetimes.inactivity());
    }
}
