package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Rig.DEFAULT;
import static dev.tokenfamily.detection.Rig.STRICT;
import static dev.tokenfamily.detection.Rig.policy;
import static dev.tokenfamily.detection.Rig.token;
import static dev.tokenfamily.incident.ReuseKind.RECENT_PREDECESSOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.detection.Verdict.GraceRefused;
import dev.tokenfamily.detection.Verdict.GraceRetry;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Somebody else is faster: between reading and writing, or between the two halves of a request. */
final class LostRaceTest {

    private final Rig rig = new Rig();
    private final List<Ruling> winner = new ArrayList<>();

    private void winsBeforeNextWrite(PresentedToken token, Policy policy) {
        rig.store.mishaps().beforeNextWrite(() -> winner.add(rig.refresh(token, policy)));
    }

    private Granted winner() {
        return (Granted) winner.get(0);
    }

    @Nested
    final class GivenTwoRefreshesWithOneToken {

        @Test
        void whenOneLosesTheInsertThenItGetsTheWinnersHead() {
            PresentedToken login = rig.login();
            winsBeforeNextWrite(login, DEFAULT);
            Granted loser = rig.granted(login, DEFAULT);
            assertThat(loser.finding().verdict()).isEqualTo(new GraceRetry(0, false));
            assertThat(loser.tokenId()).isEqualTo(winner().tokenId());
            assertThat(loser.claim()).isEqualTo(winner().claim());
            assertThat(rig.store.writes()).containsExactly("insert", "retry");
        }

        @Test
        void whenOneLosesTheAdvanceThenItGetsTheWinnersHead() {
            PresentedToken head = token(rig.granted(rig.login(), DEFAULT));
            winsBeforeNextWrite(head, DEFAULT);
            Granted loser = rig.granted(head, DEFAULT);
            assertThat(loser.tokenId()).isEqualTo(winner().tokenId());
            assertThat(rig.row().generation()).isEqualTo(2);
        }

        @Test
        void whenOneLosesWithoutGraceThenItIsAReuse() {
            PresentedToken head = token(rig.granted(rig.login(), STRICT));
            winsBeforeNextWrite(head, STRICT);
            Ruling loser = rig.refresh(head, STRICT);
            assertThat(loser.finding().verdict()).isEqualTo(new Reuse(RECENT_PREDECESSOR, 0));
            assertThat(loser.finding().incident()).isTrue();
            assertThat(loser.finding().familiesRevoked()).isEqualTo(1);
            assertThat(rig.refused(token(winner()), STRICT)).isEqualTo(new Revoked());
        }

        @Test
        void whenOneLosesWhileObservedThenItIsReportedAndGetsTheHead() {
            Policy observed = policy("grace-period-seconds", 0, "enforcement", "observe");
            PresentedToken head = token(rig.granted(rig.login(), observed));
            winsBeforeNextWrite(head, observed);
            Granted loser = rig.granted(head, observed);
            assertThat(loser.finding().verdict()).isEqualTo(new Reuse(RECENT_PREDECESSOR, 0));
            assertThat(loser.finding().incident()).isTrue();
            assertThat(loser.tokenId()).isEqualTo(winner().tokenId());
        }

        @Test
        void whenOneRotatesAmidTheOtherThenTheOtherIsJudgedAgain() {
            PresentedToken head = token(rig.granted(rig.login(), DEFAULT));
            Finding examined = rig.examine(head, DEFAULT);
            assertThat(examined.verdict()).isEqualTo(new Rotate());
            Granted winning = rig.granted(head, DEFAULT);
            Ruling ruling = rig.settle(examined);
            assertThat(ruling.finding().verdict()).isEqualTo(new GraceRetry(0, false));
            assertThat(((Granted) ruling).tokenId()).isEqualTo(winning.tokenId());
        }
    }

    @Test
    void givenARevocationBeforeTheAdvanceWhenItLosesThenItIsRevoked() {
        PresentedToken head = token(rig.granted(rig.login(), DEFAULT));
        rig.store
                .mishaps()
                .beforeNextWrite(() -> rig.store.revoke(Rig.OWNER, "family", RevocationReason.TOKEN_REVOCATION));
        assertThat(rig.refused(head, DEFAULT)).isEqualTo(new Revoked());
    }

    @Test
    void givenARevocationBeforeTheRetryWhenItLosesThenItIsRevoked() {
        PresentedToken login = rig.login();
        rig.granted(login, DEFAULT);
        rig.store
                .mishaps()
                .beforeNextWrite(() -> rig.store.revoke(Rig.OWNER, "family", RevocationReason.TOKEN_REVOCATION));
        assertThat(rig.refused(login, DEFAULT)).isEqualTo(new Revoked());
    }

    @Test
    void givenARotationBeforeTheRetryWhenItLosesThenItGetsTheNewHead() {
        PresentedToken login = rig.login();
        Granted head = rig.granted(login, DEFAULT);
        winsBeforeNextWrite(token(head), DEFAULT);
        Granted loser = rig.granted(login, DEFAULT);
        assertThat(loser.tokenId()).isEqualTo(winner().tokenId());
        assertThat(loser.claim().generation()).isEqualTo(2);
    }

    @Test
    void givenARetryBeforeTheAdvanceThenItsAccessTokenIsRemembered() {
        PresentedToken login = rig.login();
        Granted head = rig.granted(login, DEFAULT);
        winsBeforeNextWrite(login, DEFAULT);
        rig.granted(token(head), DEFAULT);
        assertThat(rig.row().accessTokens().tokens()).hasSize(4);
        assertThat(rig.row().grace().streak()).isEqualTo(1);
    }

    @Test
    void givenOneRetryAllowedWhenTwoComeAtOnceThenOneIsRefused() {
        Policy once = policy("grace-max-retries", 1);
        PresentedToken login = rig.login();
        rig.granted(login, once);
        winsBeforeNextWrite(login, once);
        assertThat(rig.refused(login, once)).isEqualTo(new GraceRefused(0));
        assertThat(winner().finding().verdict()).isEqualTo(new GraceRetry(0, false));
        assertThat(rig.row().grace().retries()).isEqualTo(1);
    }

    @Test
    void givenTwoReusesAtOnceWhenBothTryToRevokeThenOnlyOneReports() {
        PresentedToken login = rig.login();
        rig.granted(login, STRICT);
        winsBeforeNextWrite(login, STRICT);
        Ruling loser = rig.refresh(login, STRICT);
        assertThat(winner.get(0).finding().incident()).isTrue();
        assertThat(loser.finding().verdict()).isEqualTo(new Revoked());
        assertThat(loser.finding().incident()).isFalse();
        assertThat(loser.finding().familiesRevoked()).isZero();
        assertThat(rig.takedown.calls()).hasSize(1);
    }

    @Test
    void whenNoRoundIsEverWonThenTheStoreCountsAsUnavailable() {
        PresentedToken login = rig.login();
        rig.granted(login, policy("rotation", "off"));
        Finding examined = rig.examine(login, DEFAULT);
        rig.store.mishaps().beforeNextWrite(this::replaceHeadEveryTime);
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> rig.settle(examined));
        assertThat(rig.store.writes()).containsExactly("insert");
    }

    private void replaceHeadEveryTime() {
        Family row = rig.row();
        Head other = new Head(
                row.head().tokenId() + "'",
                row.head().issuedAt(),
                null,
                row.head().since());
        rig.store.put(Family.opened(
                row.id(),
                row.owner(),
                row.start(),
                row.generation(),
                other,
                row.grace().terms(),
                row.lastUse().at(),
                row.rotatedFrom(),
                row.accessTokens()));
        rig.store.mishaps().beforeNextWrite(this::replaceHeadEveryTime);
    }
}
