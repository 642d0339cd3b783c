package dev.tokenfamily.exploration;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.detection.RefreshProtocol;
import dev.tokenfamily.detection.Ruling;
import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.InMemoryFamilyStore;
import dev.tokenfamily.policy.Policy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a well-behaved client that comes again now, with the newest token it has, can go on. */
record Recovery(Scenario scenario, Moment moment) {

    private static final int REFRESHES = 3;

    /** Lets it try, where it must succeed. */
    void require() {
        if (!mustSucceed()) {
            return;
        }
        InMemoryFamilyStore rows = new InMemoryFamilyStore(moment.contents());
        RefreshProtocol protocol = new RefreshProtocol(scenario.store(rows), scenario.store(rows), new NoTakedown());
        PresentedToken token = newest();
        for (int refresh = 1; refresh <= REFRESHES; refresh++) {
            token = refreshed(protocol, token, "recovery-" + refresh, rows.now());
        }
    }

    private boolean mustSucceed() {
        Policy policy = scenario.policy();
        @Nullable Family row = moment.contents().row(newest().owner(), newest().familyId());
        boolean revoked = row != null && row.revoked();
        if (!scenario.honest() || revoked || moment.contents().sessionEnded()) {
            return false;
        }
        return policy.grace().period() == 0
                ? !moment.ledger().lost() && moment.actors().stream().noneMatch(Progress::inFlight)
                : policy.grace().maxRetries() == 0
                        && (!moment.mayBeReuse(newest(), policy) || moment.recovers(newest(), policy));
    }

    private PresentedToken newest() {
        List<PresentedToken> held = moment.held();
        return held.get(held.size() - 1);
    }

    private PresentedToken refreshed(RefreshProtocol protocol, PresentedToken token, String request, long now) {
        Finding examined = protocol.examine(token, Request.HERE, scenario.policy(), Optional.empty());
        if (!examined.refused()) {
            Ruling ruling = protocol.settle(examined, scenario.policy(), Request.minted(request, now));
            if (ruling instanceof Granted granted) {
                return PresentedToken.claimed(granted.claim(), granted.issuedAt(), granted.expiresAt(), token.owner());
            }
        }
        throw new ClaimBroken("a client that lost an answer can go on, at the latest with its " + request);
    }
}
