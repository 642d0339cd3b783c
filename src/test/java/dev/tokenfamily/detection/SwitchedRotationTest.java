package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.RealmSwitch.DECIDES;
import static dev.tokenfamily.detection.RealmSwitch.HAS_SEEN_USE;
import static dev.tokenfamily.detection.Rig.DEFAULT;
import static dev.tokenfamily.detection.Rig.LOGIN;
import static dev.tokenfamily.detection.Rig.policy;
import static dev.tokenfamily.detection.Rig.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.detection.Verdict.GraceRefused;
import dev.tokenfamily.detection.Verdict.GraceRetry;
import dev.tokenfamily.detection.Verdict.Keep;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Supersession;
import dev.tokenfamily.policy.Policy;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the row keeps of rotations that Keycloak's own switch made, and of what it knows better. */
final class SwitchedRotationTest {

    private static final Policy OBSERVE = policy("enforcement", "observe");

    private final Rig rig = new Rig();

    private Ruling refresh(PresentedToken token, Policy policy, RealmSwitch realmSwitch) {
        Finding examined = rig.protocol.examine(token, Rig.HERE.withSwitch(realmSwitch), policy, Optional.empty());
        return examined.refused() ? new Ruling.Refused(examined) : rig.settle(examined);
    }

    private Granted granted(PresentedToken token, Policy policy) {
        Ruling ruling = refresh(token, policy, DECIDES);
        assertThat(ruling).isInstanceOf(Granted.class);
        return (Granted) ruling;
    }

    @Nested
    final class GivenNoPolicy {

        @Test
        void whenTheSwitchRotatesThenTheFamilyDoesAndThereIsNoGrace() {
            Granted first = granted(rig.login(), Policy.UNGOVERNED);
            assertThat(first.tokenId()).isEqualTo("rt-1");
            assertThat(first.claim().generation()).isEqualTo(1);
            assertThat(rig.row().grace().supersession()).isEqualTo(Supersession.SWITCH);
            assertThat(rig.row().grace().terms()).isEqualTo(GraceTerms.NONE);
            Granted second = granted(token(first), Policy.UNGOVERNED);
            assertThat(second.claim().generation()).isEqualTo(2);
            assertThat(rig.row().head().tokenId()).isEqualTo(second.tokenId());
            assertThat(rig.row().grace().supersession()).isEqualTo(Supersession.SWITCH);
        }

        @Test
        void whenTheSwitchAllowsAReuseThenItsAnswerIsTheHead() {
            PresentedToken login = rig.login();
            granted(login, Policy.UNGOVERNED);
            Granted again = granted(login, Policy.UNGOVERNED);
            assertThat(again.finding().verdict()).isEqualTo(new GraceRetry(0, false));
            assertThat(again.tokenId()).isEqualTo("rt-2");
            assertThat(again.claim().generation()).isEqualTo(2);
            assertThat(rig.row().head().tokenId()).isEqualTo("rt-2");
        }

        @Test
        void whenTheSuccessorIsWithheldThenTheTokenIsKept() {
            PresentedToken login = rig.login();
            Finding examined =
                    rig.protocol.examine(login, Rig.HERE.withSwitch(DECIDES), Policy.UNGOVERNED, Optional.empty());
            Finding withheld = examined.withoutSuccessor();
            Granted kept = (Granted) rig.protocol.settle(withheld, withheld.policy(), rig.mint());
            assertThat(kept.finding().verdict()).isEqualTo(new Keep());
            assertThat(rig.row().generation()).isZero();
        }

        @Test
        void whenItsRequestIsRolledBackThenTheTokenIsTheHeadAgain() {
            Granted first = granted(rig.login(), Policy.UNGOVERNED);
            Granted second = granted(token(first), Policy.UNGOVERNED);
            assertThat(second.advance()).isNotNull();
            assertThat(rig.protocol.undo(second.advance())).isTrue();
            assertThat(granted(token(first), Policy.UNGOVERNED).claim().generation())
                    .isEqualTo(2);
        }
    }

    @Nested
    final class GivenAnObservingPolicy {

        @Test
        void whenARetryIsAllowedThenItIsAnsweredWithWhatKeycloakMinted() {
            PresentedToken login = rig.login();
            granted(login, OBSERVE);
            for (int retry = 2; retry <= 4; retry++) {
                rig.store.pass(11);
                Granted again = granted(login, OBSERVE);
                assertThat(again.tokenId()).isEqualTo("rt-" + retry);
                assertThat(again.issuedAt()).isEqualTo(rig.store.now());
                assertThat(rig.row().head().tokenId()).isEqualTo("rt-" + retry);
            }
            assertThat(rig.row().revoked()).isFalse();
        }
    }

    @Nested
    final class GivenAnEnforcedPolicyAfterwards {

        private final PresentedToken dead = rig.login();
        private final PresentedToken head = token(granted(dead, Policy.UNGOVERNED));

        @Test
        void whenTheDeadTokenComesThenItIsBuriedOnceAndTheHeadGoesOn() {
            for (int time = 0; time < 3; time++) {
                assertThat(rig.refused(dead, DEFAULT)).isEqualTo(new GraceRefused(0, true));
            }
            assertThat(rig.row().grace().supersession()).isEqualTo(Supersession.SWITCH_REFUSED);
            assertThat(rig.store.writes()).containsExactly("insert", "close");
            assertThat(rig.store.incidents()).isEmpty();
            assertThat(rig.granted(head, DEFAULT).claim().generation()).isEqualTo(2);
            assertThat(rig.row().grace().supersession()).isEqualTo(Supersession.ROTATION);
        }

        @Test
        void whenItWasBuriedThenTheSwitchAndObserveDoNotRaiseIt() {
            rig.refused(dead, DEFAULT);
            for (Policy policy : new Policy[] {Policy.UNGOVERNED, OBSERVE}) {
                assertThat(refresh(dead, policy, DECIDES)).isInstanceOf(Ruling.Refused.class);
                assertThat(refresh(dead, policy, RealmSwitch.APART)).isInstanceOf(Ruling.Refused.class);
            }
        }

        @Test
        void whenNobodyKnewTheRowThenItMovesPastTheToken() {
            assertThat(refresh(head, DEFAULT, HAS_SEEN_USE)).isInstanceOf(Ruling.Refused.class);
            assertThat(rig.row().generation()).isEqualTo(2);
            for (Policy policy : new Policy[] {Policy.UNGOVERNED, OBSERVE, DEFAULT}) {
                assertThat(refresh(head, policy, RealmSwitch.APART)).isInstanceOf(Ruling.Refused.class);
            }
        }

        /** They came with the successor, and a revocation has to reach them. */
        @Test
        void whenItMovesPastTheTokenThenSomeAccessTokensHaveNoNames() {
            refresh(head, DEFAULT, HAS_SEEN_USE);
            refresh(rig.login("other", Rig.OWNER), DEFAULT, HAS_SEEN_USE);
            assertThat(rig.row().accessTokens().someUnnamedAt(rig.store.now() + 86_400))
                    .isTrue();
            assertThat(rig.row("other").accessTokens().someUnnamedAt(rig.store.now() + 86_400))
                    .isTrue();
        }

        @Test
        void whenAFirstTokenWasUsedThenARowIsWrittenThatSaysSo() {
            PresentedToken used = rig.login("other", Rig.OWNER);
            assertThat(refresh(used, DEFAULT, HAS_SEEN_USE)).isInstanceOf(Ruling.Refused.class);
            assertThat(rig.row("other").generation()).isEqualTo(1);
            assertThat(refresh(used, OBSERVE, RealmSwitch.APART)).isInstanceOf(Ruling.Refused.class);
        }
    }

    /** E2: the administrator lowered the session's lifetime between the two. */
    @Test
    void givenATokenThatOutlivesItsSuccessorThenTheRowOutlivesItToo() {
        long month = 30 * 86_400L;
        PresentedToken old = new PresentedToken("family", 0, LOGIN, LOGIN, LOGIN, LOGIN + month, null, Rig.OWNER);
        rig.granted(old, Rig.STRICT);
        assertThat(rig.row().retention().covers(LOGIN + month)).isTrue();
    }

    @Test
    void givenARowThatDoesNotCoverTheTokenWhenItComesThenItIsExtended() {
        PresentedToken login = rig.login();
        rig.granted(login, Rig.STRICT);
        rig.refused(login, Rig.STRICT);
        PresentedToken longer = new PresentedToken("family", 0, LOGIN, LOGIN, LOGIN, LOGIN + 999_999, null, Rig.OWNER);
        rig.refused(longer, Rig.STRICT);
        assertThat(rig.row().revoked()).isTrue();
        assertThat(rig.row().retention().covers(LOGIN + 999_999)).isTrue();
    }

    /** B2, where the switch is off. */
    @Test
    void givenAnObservedRetryThatKeycloakLetsLiveLongerThenItDoes() {
        PresentedToken login = rig.login();
        Granted head = rig.granted(login, OBSERVE);
        rig.store.pass(60);
        Granted longer = rig.granted(login, OBSERVE);
        assertThat(longer.expiresAt()).isEqualTo(LOGIN + 60 + 1_800);
        assertThat(longer.claim()).isEqualTo(head.claim());
        assertThat(rig.granted(token(longer), OBSERVE).claim().generation()).isEqualTo(2);
    }

    /** B1. */
    @Test
    void givenLifetimesThenWhatIsLeftCountsFromTheFirstTokenAndFromThisUse() {
        Policy both = policy("absolute-lifetime-seconds", 600, "inactivity-lifetime-seconds", 400);
        PresentedToken login = rig.login();
        rig.store.pass(100);
        assertThat(rig.granted(login, both).secondsLeft()).hasValue(400);
        rig.store.pass(10);
        assertThat(rig.granted(login, both).secondsLeft()).hasValue(400);
        assertThat(rig.granted(login, policy("absolute-lifetime-seconds", 600)).secondsLeft())
                .hasValue(490);
        assertThat(rig.granted(login, DEFAULT).secondsLeft()).isEmpty();
    }
}
