package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Rig.DEFAULT;
import static dev.tokenfamily.detection.Rig.LOGIN;
import static dev.tokenfamily.detection.Rig.OWNER;
import static dev.tokenfamily.detection.Rig.policy;
import static dev.tokenfamily.detection.Rig.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.detection.Ruling.Refused;
import dev.tokenfamily.detection.Verdict.Expired;
import dev.tokenfamily.detection.Verdict.GraceRetry;
import dev.tokenfamily.detection.Verdict.Keep;
import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.policy.Policy;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A refresh that nobody disturbs. */
final class RefreshProtocolTest {

    private static final Policy OFF = policy("rotation", "off");

    private final Rig rig = new Rig();

    @Nested
    final class GivenALogin {

        @Test
        void whenItsTokenIsExaminedThenNothingIsWritten() {
            Finding finding = rig.examine(rig.login(), DEFAULT);
            assertThat(finding.verdict()).isEqualTo(new Rotate());
            assertThat(finding.incident()).isFalse();
            assertThat(rig.store.writes()).isEmpty();
        }

        @Test
        void whenItIsRefreshedThenTheRowIsOpenedWithWhatWasMinted() {
            PresentedToken login = rig.login();
            rig.store.pass(60);
            Granted granted = rig.granted(login, DEFAULT);
            assertThat(granted.tokenId()).isEqualTo("rt-1");
            assertThat(granted.issuedAt()).isEqualTo(LOGIN + 60);
            assertThat(granted.expiresAt()).isEqualTo(LOGIN + 60 + 1_800);
            assertThat(granted.claim()).isEqualTo(new FamilyClaim("family", 1, LOGIN, LOGIN + 60, null));
            assertThat(rig.row().generation()).isEqualTo(1);
            assertThat(rig.row().head().tokenId()).isEqualTo("rt-1");
            assertThat(rig.row().grace().terms().deadline()).isEqualTo(LOGIN + 60 + 11);
            assertThat(rig.store.writes()).containsExactly("insert");
        }

        @Test
        void whenItsSessionEndsBeforeTheFirstRowThenItIsRevoked() {
            Finding examined = rig.examine(rig.login(), DEFAULT);
            rig.store.endSession();
            Ruling ruling = rig.settle(examined);
            assertThat(ruling).isInstanceOf(Refused.class);
            assertThat(ruling.finding().verdict()).isEqualTo(new Revoked());
            assertThat(ruling.finding().incident()).isFalse();
            assertThat(rig.store.writes()).containsExactly("insert", "revoke");
        }
    }

    @Test
    void whenAHeadIsRefreshedThenItsRowAdvancesByOneGeneration() {
        Granted first = rig.granted(rig.login(), DEFAULT);
        rig.store.pass(60);
        Granted second = rig.granted(token(first), DEFAULT);
        assertThat(second.claim()).isEqualTo(new FamilyClaim("family", 2, LOGIN, LOGIN + 60, null));
        assertThat(rig.row().head().tokenId()).isEqualTo(second.tokenId());
        assertThat(rig.store.writes()).containsExactly("insert", "advance");
    }

    @Test
    void givenRefreshesThenAllAccessTokensAreRecordedTheLoginsToo() {
        PresentedToken login = rig.login();
        Granted first = rig.granted(login, DEFAULT);
        rig.granted(token(first), DEFAULT);
        rig.granted(token(first), DEFAULT);
        // nobody remembers the expiry of the login's access token: a day is assumed
        assertThat(rig.row().accessTokens().tokens())
                .containsExactly(
                        new AccessToken("at-of-family", LOGIN + 86_400),
                        new AccessToken("at-1", LOGIN + 300),
                        new AccessToken("at-2", LOGIN + 300),
                        new AccessToken("at-3", LOGIN + 300));
    }

    @Nested
    final class GivenATokenFromBeforeThePolicy {

        @Test
        void whenItIsRefreshedThenItIsAdopted() {
            PresentedToken legacy = PresentedToken.adopted("legacy", LOGIN - 500, LOGIN - 100, LOGIN + 1_700, OWNER);
            Granted granted = rig.granted(legacy, DEFAULT);
            assertThat(granted.claim()).isEqualTo(new FamilyClaim("legacy", 1, LOGIN - 500, LOGIN, null));
            assertThat(rig.row("legacy").accessTokens().tokens()).containsExactly(new AccessToken("at-1", LOGIN + 300));
        }

        @Test
        void whenItsSessionBeginsAnewThenTheStartOfTheRowStays() {
            PresentedToken legacy = PresentedToken.adopted("legacy", LOGIN - 500, LOGIN - 100, LOGIN + 1_700, OWNER);
            rig.granted(legacy, OFF);
            PresentedToken later = PresentedToken.adopted("legacy", LOGIN, LOGIN - 100, LOGIN + 1_700, OWNER);
            assertThat(rig.granted(later, DEFAULT).claim().start()).isEqualTo(LOGIN - 500);
        }

        @Test
        void whenItsSessionBeginsAnewThenTheAbsoluteLifetimeDoesNot() {
            rig.granted(PresentedToken.adopted("legacy", LOGIN - 500, LOGIN - 100, LOGIN + 1_700, OWNER), OFF);
            PresentedToken anew = PresentedToken.adopted("legacy", LOGIN, LOGIN - 100, LOGIN + 1_700, OWNER);
            assertThat(rig.refused(anew, policy("absolute-lifetime-seconds", 400)))
                    .isEqualTo(new Expired());
        }
    }

    @Test
    void givenALostSuccessorThenARetryIsHandedTheSameHead() {
        PresentedToken login = rig.login();
        Granted lost = rig.granted(login, DEFAULT);
        rig.store.pass(10);
        Granted retried = rig.granted(login, DEFAULT);
        assertThat(retried.finding().verdict()).isEqualTo(new GraceRetry(10, false));
        assertThat(retried.tokenId()).isEqualTo(lost.tokenId());
        assertThat(retried.issuedAt()).isEqualTo(lost.issuedAt());
        assertThat(retried.expiresAt()).isEqualTo(lost.expiresAt());
        assertThat(retried.claim()).isEqualTo(lost.claim());
        assertThat(retried.advance()).isNull();
        assertThat(rig.row().grace().retries()).isEqualTo(1);
    }

    @Test
    void givenAStreakOfGraceWhenAGenerationNeedsNoneThenItEnds() {
        Granted head = rig.granted(rig.login(), DEFAULT);
        for (int generation = 2; generation <= 4; generation++) {
            PresentedToken predecessor = token(head);
            rig.granted(predecessor, DEFAULT);
            rig.granted(predecessor, DEFAULT);
            head = rig.granted(predecessor, DEFAULT);
        }
        assertThat(head.finding().graceStreak()).isEqualTo(3);
        rig.granted(token(rig.granted(token(head), DEFAULT)), DEFAULT);
        assertThat(rig.row().grace().streak()).isZero();
    }

    @Nested
    final class GivenAFirstTokenThatIsKept {

        @Test
        void thenItsRowIsOpenedAndMarkedOnce() {
            PresentedToken login = rig.login();
            rig.store.pass(60);
            Granted kept = rig.granted(login, OFF);
            assertThat(kept.finding().verdict()).isEqualTo(new Keep());
            assertThat(kept.claim()).isEqualTo(new FamilyClaim("family", 0, LOGIN, LOGIN, null));
            assertThat(kept.advance()).isNull();
            Granted again = rig.granted(token(kept), OFF);
            assertThat(again.tokenId()).isEqualTo("rt-2");
            assertThat(rig.granted(login, OFF).claim()).isEqualTo(kept.claim());
            assertThat(rig.store.writes()).containsExactly("insert", "retain");
        }

        @Test
        void whenItOutlivesTheRowThenOnlyTheRetentionIsExtended() {
            PresentedToken login = rig.login();
            rig.granted(login, OFF);
            long retained = rig.row().retention().until();
            rig.protocol.settle(rig.examine(login, OFF), OFF, rig.mintLasting(86_400));
            assertThat(rig.row().retention().until())
                    .isGreaterThanOrEqualTo(LOGIN + 86_400)
                    .isGreaterThan(retained);
            assertThat(rig.row().head().tokenId()).isEqualTo("rt-1");
            assertThat(rig.store.writes()).containsExactly("insert", "retain");
        }

        @Test
        void whenItRotatesThenItsSiblingIsAPredecessorToo() {
            PresentedToken login = rig.login();
            PresentedToken sibling = token(rig.granted(login, OFF));
            Granted head = rig.granted(login, DEFAULT);
            assertThat(rig.granted(sibling, DEFAULT).tokenId()).isEqualTo(head.tokenId());
        }

        @Test
        void whenSomebodyMayBeOpeningItsRowThenTheSessionIsLookedFor() {
            PresentedToken login = keptBeforeItsSessionEnded();
            rig.store.pass(60);
            assertThat(rig.refused(login, OFF)).isEqualTo(new Revoked());
        }

        @Test
        void whenItsRowIsAMinuteOldThenTheSessionIsNotLookedForAgain() {
            PresentedToken login = keptBeforeItsSessionEnded();
            rig.store.pass(61);
            assertThat(rig.granted(login, OFF).finding().verdict()).isEqualTo(new Keep());
            assertThat(rig.row().revoked()).isFalse();
        }
    }

    private PresentedToken keptBeforeItsSessionEnded() {
        PresentedToken login = rig.login();
        rig.granted(login, OFF);
        rig.store.endSession();
        return login;
    }

    @Test
    void givenAnExpiredFamilyWhenTheLimitIsRaisedThenItLivesOn() {
        PresentedToken head = token(rig.granted(rig.login(), DEFAULT));
        rig.store.pass(600);
        assertThat(rig.refused(head, policy("inactivity-lifetime-seconds", 600)))
                .isEqualTo(new Expired());
        assertThat(rig.granted(head, DEFAULT).finding().verdict()).isEqualTo(new Rotate());
    }
}
