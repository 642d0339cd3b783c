package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Rig.DEFAULT;
import static dev.tokenfamily.detection.Rig.OWNER;
import static dev.tokenfamily.detection.Rig.policy;
import static dev.tokenfamily.detection.Rig.token;
import static dev.tokenfamily.incident.ReuseKind.RECENT_PREDECESSOR;
import static dev.tokenfamily.incident.ReuseKind.STALE_LINEAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.detection.Verdict.GraceRetry;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.policy.Policy;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Clocks that are wrong: the database's, which is judged by, and those of nodes, which only stamp tokens. */
final class ClocksTest {

    private static final Policy TEN_SECONDS = policy("grace-period-seconds", 10);

    private final Rig rig = new Rig();

    @Nested
    final class GivenADatabaseClockSetBack {

        @Test
        void whenTheOwnerGoesOnThenItIsNotRefused() {
            Granted head = rig.granted(rig.login(), policy("absolute-lifetime-seconds", 600));
            for (int step = 1; step <= 3; step++) {
                rig.store.pass(-30);
                head = rig.granted(token(head), policy("inactivity-lifetime-seconds", 600));
            }
            assertThat(head.claim().generation()).isEqualTo(4);
            assertThat(rig.row().revoked()).isFalse();
        }

        @Test
        void whenThePredecessorComesThenItsGraceLastsLongerByAsMuch() {
            PresentedToken login = rig.login();
            Granted head = rig.granted(login, TEN_SECONDS);
            rig.store.pass(-30);
            rig.store.pass(40);
            Granted retried = rig.granted(login, TEN_SECONDS);
            assertThat(retried.finding().verdict()).isEqualTo(new GraceRetry(10, false));
            assertThat(retried.tokenId()).isEqualTo(head.tokenId());
            rig.store.pass(1);
            assertThat(rig.refused(login, TEN_SECONDS)).isEqualTo(new Reuse(RECENT_PREDECESSOR, 11));
        }

        @Test
        void whenAnOlderTokenComesThenItIsAReuseAllTheSame() {
            PresentedToken login = rig.login();
            rig.granted(token(rig.granted(login, DEFAULT)), DEFAULT);
            rig.store.pass(-30);
            assertThat(rig.refused(login, DEFAULT)).isEqualTo(new Reuse(STALE_LINEAGE, 0));
            assertThat(rig.row().revoked()).isTrue();
        }
    }

    @Test
    void givenADatabaseClockSetForwardThenTheGracePeriodMayBeOver() {
        PresentedToken login = rig.login();
        rig.granted(login, TEN_SECONDS);
        rig.store.pass(30);
        assertThat(rig.refused(login, TEN_SECONDS)).isEqualTo(new Reuse(RECENT_PREDECESSOR, 30));
    }

    @Test
    void whenANodeBehindReplacesATokenThenTheNewOneIsNotOlder() {
        long ahead = rig.store.now() + 60;
        FamilyClaim claim = new FamilyClaim("family", 0, ahead, ahead, null);
        PresentedToken fromAhead = PresentedToken.claimed(claim, ahead, ahead + 1_800, OWNER);
        Granted replaced = rig.granted(fromAhead, TEN_SECONDS);
        assertThat(replaced.issuedAt()).isEqualTo(ahead);
        assertThat(rig.row().head().issuedAt()).isEqualTo(ahead);
        assertThat(rig.granted(fromAhead, TEN_SECONDS).issuedAt()).isEqualTo(ahead);
    }

    @Test
    void whenANodeAheadReplacesATokenThenTheNewOneIsOfItsOwnTime() {
        PresentedToken login = rig.login();
        rig.store.pass(60);
        assertThat(rig.granted(login, TEN_SECONDS).issuedAt()).isEqualTo(rig.store.now());
    }
}
