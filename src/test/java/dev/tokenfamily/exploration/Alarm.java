package dev.tokenfamily.exploration;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.detection.RefreshProtocol;
import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.detection.Verdict.Spared;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.InMemoryFamilyStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the alarm still goes off, whatever has happened: at the latest when a superseded token comes again. */
record Alarm(Scenario scenario, Moment end) {

    private static final long LONG = 3_600;

    /** Tries it with every token that there is, under the worst standstill: one that may have held up everything. */
    void require() {
        if (!scenario.policy().enforced()) {
            return;
        }
        for (PresentedToken token : end.held()) {
            if (end.beyondGrace(token, scenario.policy())) {
                requireFor(token);
            }
        }
    }

    private void requireFor(PresentedToken token) {
        InMemoryFamilyStore rows = new InMemoryFamilyStore(end.contents());
        RefreshProtocol protocol = new RefreshProtocol(scenario.store(rows), scenario.store(rows), new NoTakedown());
        @Nullable Family row = rows.row(token.familyId());
        boolean spared = end.ledger().spared().contains(token.familyId()) || (row != null && row.sparedUntil() != null);
        pastTheAftermath(rows);
        rows.standStill(LONG);
        Verdict first = presented(protocol, token, rows.now());
        requireThat(raised(first) || (first instanceof Spared && !spared), "a family is spared in one standstill only");
        pastTheAftermath(rows);
        rows.standStill(LONG);
        requireThat(raised(presented(protocol, token, rows.now())), "a theft is noticed, whatever stood still");
    }

    private static void pastTheAftermath(InMemoryFamilyStore rows) {
        rows.pass(Reading.AFTERMATH_SECONDS + 1);
    }

    private Verdict presented(RefreshProtocol protocol, PresentedToken token, long now) {
        Finding examined = protocol.examine(token, Request.HERE, scenario.policy(), Optional.empty());
        return examined.refused()
                ? examined.verdict()
                : protocol.settle(examined, scenario.policy(), Request.minted("alarm", now))
                        .finding()
                        .verdict();
    }

    private static boolean raised(Verdict verdict) {
        return verdict instanceof Reuse || verdict instanceof Revoked;
    }

    private static void requireThat(boolean holds, String claim) {
        if (!holds) {
            throw new ClaimBroken(claim);
        }
    }
}
