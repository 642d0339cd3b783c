package dev.tokenfamily.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.IpPrefix;
import dev.tokenfamily.family.RetryBinding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The few things that a policy works out. */
final class PolicyTest {

    @Test
    void givenAGracePeriodThenTheDeadlineIsTheFirstSecondAfterIt() {
        Policy policy = PolicyParser.parse(
                Map.of("grace-period-seconds", 10, "grace-max-retries", 3, "grace-binding", "ip-address"));
        assertThat(policy.grace().termsFrom(1_000)).isEqualTo(new GraceTerms(1_011, 3, true));
    }

    @Test
    void givenABindingThenTheTermsAskForThatAndNothingElse() {
        assertThat(binding(Map.of())).isEqualTo(RetryBinding.NONE);
        assertThat(binding(Map.of("grace-binding", "ip-address"))).isEqualTo(RetryBinding.ADDRESS);
        assertThat(binding(Map.of("grace-binding", "ip-prefix")))
                .isEqualTo(RetryBinding.toPrefix(new IpPrefix(24, 56)));
        assertThat(binding(Map.of("grace-binding", "ip-prefix", "grace-binding-ipv6-prefix", 64)))
                .isEqualTo(RetryBinding.toPrefix(new IpPrefix(24, 64)));
        assertThat(binding(Map.of("grace-binding", "key"))).isEqualTo(RetryBinding.KEY);
        assertThat(Policy.UNGOVERNED.grace().termsFrom(0).binding()).isEqualTo(RetryBinding.NONE);
    }

    private static RetryBinding binding(Map<String, ?> config) {
        return PolicyParser.parse(config).grace().termsFrom(1_000).binding();
    }

    @Test
    void givenNoGraceThenNotEvenTheSecondOfTheRotationIsIncluded() {
        GraceTerms terms =
                PolicyParser.parse(Map.of("grace-period-seconds", 0)).grace().termsFrom(1_000);
        assertThat(terms.includes(1_000)).isFalse();
    }

    @Test
    void givenAnyPolicyWhenRotationIsTakenAwayThenNothingElseChanges() {
        Map<String, Object> config = Map.of(
                "rotation-interval-seconds", 60,
                "exempt-sender-constrained", true,
                "grace-period-seconds", 30,
                "grace-max-retries", 3,
                "grace-binding", "ip-address",
                "absolute-lifetime-seconds", 86_400,
                "inactivity-lifetime-seconds", 3_600,
                "revocation-scope", "user",
                "enforcement", "observe");
        Map<String, Object> off = new HashMap<>(config);
        off.put("rotation", "off");
        assertThat(PolicyParser.parse(config).withoutRotation()).isEqualTo(PolicyParser.parse(off));
    }

    @Test
    void givenLateRecoveryWhenRotationIsTakenAwayThenItGoesToo() {
        Policy policy = PolicyParser.parse(Map.of("late-recovery-seconds", 3_600));
        assertThat(policy.withoutRotation()).isEqualTo(PolicyParser.parse(Map.of("rotation", "off")));
        assertThat(Policy.UNGOVERNED.recovery().on()).isFalse();
    }

    @Test
    void givenLifetimesWhenAskedWhatIsLeftThenTheShorterOneIs() {
        Policy both = PolicyParser.parse(Map.of("absolute-lifetime-seconds", 600, "inactivity-lifetime-seconds", 400));
        assertThat(both.lifetimes().secondsLeft(0)).hasValue(400);
        assertThat(both.lifetimes().secondsLeft(300)).hasValue(300);
        assertThat(both.lifetimes().secondsLeft(-30)).hasValue(400);
        assertThat(PolicyParser.parse(Map.of("absolute-lifetime-seconds", 600))
                        .lifetimes()
                        .secondsLeft(-30))
                .as("a node whose clock is ahead gives no more than there is")
                .hasValue(600);
        assertThat(PolicyParser.parse(Map.of()).lifetimes().secondsLeft(1_000)).isEmpty();
    }

    @Test
    void givenAPolicyThenItIsSingleUseWithoutGraceAndExceptions() {
        assertThat(PolicyParser.parse(Map.of("grace-period-seconds", 0)).singleUse())
                .isTrue();
        for (Map<String, ?> weaker : List.<Map<String, ?>>of(
                Map.of("grace-period-seconds", 1),
                Map.of("grace-period-seconds", 0, "late-recovery-seconds", 60),
                Map.of("grace-period-seconds", 0, "rotation", "off"),
                Map.of("grace-period-seconds", 0, "rotation-interval-seconds", 1),
                Map.of("grace-period-seconds", 0, "exempt-sender-constrained", true))) {
            assertThat(PolicyParser.parse(weaker).singleUse())
                    .as(weaker.toString())
                    .isFalse();
        }
    }

    @Test
    void givenEnforcementWhenAskedThenOnlyObserveDoesNotRevoke() {
        assertThat(PolicyParser.parse(Map.of("enforcement", "enforce")).enforced())
                .isTrue();
        assertThat(PolicyParser.parse(Map.of("enforcement", "observe")).enforced())
                .isFalse();
        assertThat(Policy.UNGOVERNED.enforced()).isTrue();
    }
}
