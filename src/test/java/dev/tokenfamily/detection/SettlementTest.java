package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Rig.DEFAULT;
import static dev.tokenfamily.detection.Rig.LOGIN;
import static dev.tokenfamily.detection.Rig.OWNER;
import static dev.tokenfamily.detection.Rig.STRICT;
import static dev.tokenfamily.detection.Rig.policy;
import static dev.tokenfamily.detection.Rig.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.detection.Verdict.Keep;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.policy.Policy;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a refresh leaves in the row, in detail. */
final class SettlementTest {

    private static final long DAY = 86_400;
    private static final Policy OFF = policy("rotation", "off");

    private final Rig rig = new Rig();
    private final PresentedToken login = rig.login();

    @Nested
    final class GivenASessionThatCannotBeLookedFor {

        private void cannotLookAfterTheWrite() {
            rig.store.mishaps().beforeNextWrite(rig.store.mishaps()::failNextRead);
        }

        @Test
        void thenTheFirstRowIsTakenBackAndTheTokenStillWorks() {
            Finding examined = rig.examine(login, STRICT);
            cannotLookAfterTheWrite();

            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> rig.settle(examined));

            assertThat(rig.store.row("family")).isNull();
            assertThat(rig.granted(login, STRICT).finding().verdict()).isEqualTo(new Rotate());
        }

        @Test
        void thenARowThatConsumedNothingStays() {
            Finding examined = rig.examine(login, OFF);
            cannotLookAfterTheWrite();

            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> rig.settle(examined));

            assertThat(rig.row().generation()).isZero();
            assertThat(rig.row().revoked()).isFalse();
        }
    }

    @Nested
    final class GivenASuccessorThatIsWithheld {

        private final Policy withheld = DEFAULT.withoutRotation();

        @Test
        void thenTheHeadIsKeptAlthoughARotationWasDue() {
            PresentedToken head = token(rig.granted(login, DEFAULT));
            Finding examined = rig.examine(head, DEFAULT);
            assertThat(examined.verdict()).isEqualTo(new Rotate());

            Ruling ruling = rig.protocol.settle(examined, withheld, rig.mint());

            assertThat(ruling.finding().verdict()).isEqualTo(new Keep());
            assertThat(rig.row().generation()).isEqualTo(1);
            rig.store.pass(60);
            assertThat(rig.granted(head, DEFAULT).finding().verdict()).isEqualTo(new Rotate());
        }

        @Test
        void thenARowCatchesUpWithTheTokenAndNoFurther() {
            rig.granted(login, DEFAULT);
            Finding examined = rig.examine(newer(3), DEFAULT);

            Granted granted = (Granted) rig.protocol.settle(examined, withheld, rig.mint());

            assertThat(granted.claim().generation()).isEqualTo(3);
            assertThat(rig.row().generation()).isEqualTo(3);
        }
    }

    @Nested
    final class GivenATokenThatIsNewerThanItsRow {

        @Test
        void thenOnlyItsRepetitionIsAnIncidentAndRevokesNothing() {
            rig.granted(login, DEFAULT);
            rig.granted(newer(3), DEFAULT);
            assertThat(rig.store.incidents()).isEmpty();

            rig.granted(newer(9), DEFAULT);
            assertThat(rig.store.incidents()).singleElement().satisfies(incident -> {
                assertThat(incident.kind()).isEqualTo("catch-up");
                assertThat(incident.presentedGeneration()).isEqualTo(9);
                assertThat(incident.currentGeneration()).isEqualTo(4);
                assertThat(incident.enforced()).isFalse();
            });
            assertThat(rig.row().generation()).isEqualTo(10);
            assertThat(rig.row().catchUps()).isEqualTo(2);
        }
    }

    private static PresentedToken newer(int generation) {
        return new PresentedToken("family", generation, LOGIN, LOGIN, LOGIN, LOGIN + 1_800, null, OWNER);
    }

    @Nested
    final class GivenTheAccessTokenOfTheLogin {

        private AccessToken remembered(long lifetime) {
            rig.store.pass(60);
            Minted minted = new Minted(
                    "rt", rig.store.now(), rig.store.now() + 1_800, new AccessToken("at", rig.store.now() + lifetime));
            rig.protocol.settle(rig.examine(login, DEFAULT), DEFAULT, minted);
            return rig.row().accessTokens().tokens().get(0);
        }

        @Test
        void thenItIsTakenToLiveForADayAtLeast() {
            assertThat(remembered(300)).isEqualTo(new AccessToken("at-of-family", LOGIN + DAY));
        }

        @Test
        void thenItIsTakenToLiveAsLongAsTheNextOneIfThatIsLonger() {
            assertThat(remembered(3 * DAY)).isEqualTo(new AccessToken("at-of-family", LOGIN + 3 * DAY));
        }
    }

    @Nested
    final class GivenARequestFromElsewhere {

        private final Presentation elsewhere = new Presentation(new Origin("203.0.113.9", "App/1.0"), false, null);

        private Family row(Policy policy, PresentedToken token) {
            Finding examined = rig.protocol.examine(token, elsewhere, policy, Optional.empty());
            rig.protocol.settle(examined, policy, rig.mint());
            return rig.row();
        }

        @Test
        void thenTheRowSaysWhoObtainedTheHead() {
            Family first = row(DEFAULT, login);
            assertThat(first.rotatedFrom()).isEqualTo(elsewhere.origin());
            assertThat(first.firstUse().address()).isEqualTo("203.0.113.9");
        }

        @Test
        void thenARetryIsALaterUseButNotItsRotation() {
            rig.granted(login, DEFAULT);
            rig.store.pass(3);
            Family retried = row(DEFAULT, login);
            assertThat(retried.lastUse().address()).isEqualTo("203.0.113.9");
            assertThat(retried.lastUse().at()).isEqualTo(LOGIN + 3);
            assertThat(retried.rotatedFrom()).isEqualTo(Rig.HERE.origin());
        }

        @Test
        void thenALaterRotationLeavesTheFirstUseAsItWas() {
            PresentedToken head = token(rig.granted(login, DEFAULT));
            rig.store.pass(60);
            Family rotated = row(DEFAULT, head);
            assertThat(rotated.rotatedFrom()).isEqualTo(elsewhere.origin());
            assertThat(rotated.firstUse().address()).isEqualTo("192.0.2.1");
            assertThat(rotated.firstUse().at()).isEqualTo(LOGIN);
            assertThat(rotated.lastUse().at()).isEqualTo(LOGIN + 60);
        }
    }
}
