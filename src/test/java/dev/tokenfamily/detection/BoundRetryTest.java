package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Rig.HERE;
import static dev.tokenfamily.detection.Rig.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.detection.Verdict.GraceRefused;
import dev.tokenfamily.detection.Verdict.GraceRetry;
import dev.tokenfamily.detection.Verdict.Keep;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.policy.Policy;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rotations that bind their retries, from the first request to the last one. */
final class BoundRetryTest {

    private static final Presentation OWNER = HERE.withKey("owners-key");
    private static final Presentation THIEF = HERE.withKey("thiefs-key");

    private final Rig rig = new Rig();
    private final PresentedToken login = rig.login();

    private Ruling refresh(PresentedToken token, Presentation presentation, Policy policy) {
        Finding examined = rig.protocol.examine(token, presentation, policy, Optional.empty());
        return examined.refused() ? new Ruling.Refused(examined) : rig.settle(examined);
    }

    private Granted granted(PresentedToken token, Presentation presentation, Policy policy) {
        return (Granted) refresh(token, presentation, policy);
    }

    private Verdict verdict(PresentedToken token, Presentation presentation, Policy policy) {
        return refresh(token, presentation, policy).finding().verdict();
    }

    @Nested
    final class GivenABindingToTheKey {

        private final Policy policy = policy("grace-binding", "key");

        @Test
        void thenTheKeyOfTheFirstRotationIsKept() {
            Granted lost = granted(login, OWNER, policy);
            assertThat(verdict(login, THIEF, policy)).isEqualTo(new GraceRefused(0));
            assertThat(verdict(login, HERE, policy)).isEqualTo(new GraceRefused(0));
            assertThat(granted(login, OWNER, policy).tokenId()).isEqualTo(lost.tokenId());
        }

        @Test
        void thenEachRotationHasItsOwn() {
            PresentedToken second = Rig.token(granted(login, OWNER, policy));
            granted(second, HERE, policy);
            assertThat(rig.row().grace().terms().binding().key()).isNull();
            assertThat(verdict(second, OWNER, policy))
                    .as("the key of a rotation before")
                    .isEqualTo(new GraceRefused(0));
        }

        @Test
        void whenARetryIsRefusedThenTheFamilyLives() {
            PresentedToken head = Rig.token(granted(login, OWNER, policy));
            verdict(login, THIEF, policy);
            assertThat(rig.store.incidents()).isEmpty();
            assertThat(granted(head, OWNER, policy).claim().generation()).isEqualTo(2);
        }

        /** Within an interval he gets a token of the same generation, which Keycloak binds to whatever key he shows. */
        @Test
        void whenAThiefBindsACopyToHisOwnKeyThenItIsNotThatOfTheRotation() {
            Policy interval = policy("grace-binding", "key", "rotation-interval-seconds", 60);
            Granted copy = granted(login, THIEF, interval);
            assertThat(copy.finding().verdict()).isEqualTo(new Keep());
            rig.store.pass(60);
            granted(login, OWNER, interval);
            assertThat(verdict(Rig.token(copy), THIEF, interval)).isEqualTo(new GraceRefused(0));
        }

        @Test
        void whenThePolicyBindsToSomethingElseByNowThenTheKeyStillCounts() {
            granted(login, OWNER, policy);
            Policy unbound = policy("grace-binding", "none");
            assertThat(verdict(login, THIEF, unbound)).isEqualTo(new GraceRefused(0));
            assertThat(verdict(login, OWNER, unbound)).isEqualTo(new GraceRetry(0, false));
        }

        @Test
        void whenThePolicyOnlyObservesThenARetryWithoutTheKeyIsAnswered() {
            Policy observe = policy("grace-binding", "key", "enforcement", "observe");
            granted(login, OWNER, observe);
            Ruling ruling = refresh(login, THIEF, observe);
            assertThat(ruling).isInstanceOf(Granted.class);
            assertThat(ruling.finding().verdict()).isEqualTo(new GraceRefused(0));
        }
    }

    @Nested
    final class GivenRotationsThatFollowEachOtherAtOnce {

        private final Policy policy = policy("grace-binding", "key");

        @Test
        void whenAllProvedOneKeyThenATokenTwoBehindIsAnsweredForIt() {
            Granted head = granted(Rig.token(granted(login, OWNER, policy)), OWNER, policy);
            assertThat(verdict(login, THIEF, policy)).isEqualTo(new GraceRefused(0));
            assertThat(granted(login, OWNER, policy).tokenId()).isEqualTo(head.tokenId());
        }

        @Test
        void whenTheFirstProvedNoneOrAnotherThenTheLastOneLeavesNothingToTheTokenBefore() {
            for (Presentation first : new Presentation[] {HERE, THIEF}) {
                Rig other = new Rig();
                PresentedToken oldest = other.login();
                Granted second =
                        (Granted) other.settle(other.protocol.examine(oldest, first, policy, Optional.empty()));
                other.settle(other.protocol.examine(Rig.token(second), OWNER, policy, Optional.empty()));
                assertThat(other.row().lineage().superseded(0))
                        .as("%s", first.key())
                        .isEmpty();
                assertThat(other.row().lineage().superseded(1)).isPresent();
            }
        }

        @Test
        void whenTheLastOneCameFromAnotherNetworkThenItLeavesNothingToTheTokenBefore() {
            Policy prefix = policy("grace-binding", "ip-prefix");
            Granted second = granted(login, from("198.51.100.7"), prefix);
            Granted third = granted(Rig.token(second), from("198.51.100.200"), prefix);
            assertThat(rig.row().lineage().superseded(0)).isPresent();
            granted(Rig.token(third), from("203.0.113.9"), prefix);
            assertThat(rig.row().lineage().superseded(0)).isEmpty();
            assertThat(rig.row().lineage().superseded(1)).isEmpty();
            assertThat(rig.row().lineage().superseded(2)).isPresent();
        }
    }

    @Nested
    final class GivenNoBindingToTheKey {

        @Test
        void thenNoKeyIsKept() {
            for (String binding : new String[] {"none", "ip-address", "ip-prefix"}) {
                Rig other = new Rig();
                PresentedToken first = other.login();
                Policy policy = policy("grace-binding", binding);
                other.settle(other.protocol.examine(first, OWNER, policy, Optional.empty()));
                assertThat(other.row().grace().terms().binding().key())
                        .as(binding)
                        .isNull();
            }
        }
    }

    @Test
    void givenAGatewayWithSeveralAddressesThenItsNetworkIsEnough() {
        Policy policy = policy("grace-binding", "ip-prefix", "grace-binding-ipv4-prefix", 20);
        Granted lost = granted(login, from("198.51.100.7"), policy);
        assertThat(granted(login, from("198.51.111.250"), policy).tokenId()).isEqualTo(lost.tokenId());
        assertThat(verdict(login, from("198.51.112.1"), policy)).isEqualTo(new GraceRefused(0));
    }

    private static Presentation from(String address) {
        return new Presentation(new Origin(address, null), false, null);
    }
}
