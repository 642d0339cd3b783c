package dev.tokenfamily.policy;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The keys that users have in their configurations: a contract. */
final class PolicyKeyTest {

    @Test
    void givenTheKeysThenNamesAndDefaultsAreThoseOfTheContract() {
        Map<String, String> defaults = Arrays.stream(PolicyKey.values())
                .collect(Collectors.toMap(PolicyKey::text, k -> k.type().defaultText()));
        assertThat(defaults)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry("rotation", "on-use"),
                        entry("rotation-interval-seconds", "0"),
                        entry("exempt-sender-constrained", "false"),
                        entry("grace-period-seconds", "10"),
                        entry("grace-max-retries", "0"),
                        entry("grace-binding", "none"),
                        entry("grace-binding-ipv4-prefix", "24"),
                        entry("grace-binding-ipv6-prefix", "56"),
                        entry("late-recovery-seconds", "0"),
                        entry("late-recovery-budget", "1"),
                        entry("late-recovery-days", "30"),
                        entry("absolute-lifetime-seconds", "0"),
                        entry("inactivity-lifetime-seconds", "0"),
                        entry("revocation-scope", "family"),
                        entry("enforcement", "enforce"),
                        entry("revoke-on-credential-change", "false"),
                        entry("notify-user", "false"),
                        entry("on-reuse-required-action", "none"),
                        entry("max-families-per-user", "0"),
                        entry("for-roles", ""),
                        entry("for-groups", ""),
                        entry("on-origin-change", "none"),
                        entry("origin-binding", "ip-prefix")));
    }

    @Test
    void givenTheKeysThenWhatMattersMostComesFirst() {
        assertThat(PolicyKey.values())
                .extracting(PolicyKey::text)
                .containsExactly(
                        "enforcement",
                        "rotation",
                        "rotation-interval-seconds",
                        "exempt-sender-constrained",
                        "grace-period-seconds",
                        "grace-max-retries",
                        "grace-binding",
                        "grace-binding-ipv4-prefix",
                        "grace-binding-ipv6-prefix",
                        "late-recovery-seconds",
                        "late-recovery-budget",
                        "late-recovery-days",
                        "revocation-scope",
                        "notify-user",
                        "on-reuse-required-action",
                        "revoke-on-credential-change",
                        "absolute-lifetime-seconds",
                        "inactivity-lifetime-seconds",
                        "max-families-per-user",
                        "for-roles",
                        "for-groups",
                        "on-origin-change",
                        "origin-binding");
    }

    @Test
    void givenTheGroupsThenEachKeyIsInOneAndTheirOrderIsTheSame() {
        assertThat(Arrays.stream(PolicyKey.Group.values()).flatMap(group -> PolicyKey.of(group).stream()))
                .containsExactly(PolicyKey.values());
    }

    @ParameterizedTest
    @EnumSource
    void givenAKeyWhenItsDefaultIsWrittenOutThenThePolicyIsTheSame(PolicyKey key) {
        assertThat(PolicyParser.parse(Map.of(key.text(), key.type().defaultText())))
                .isEqualTo(PolicyParser.parse(Map.of()));
    }

    @Test
    void givenANameWhenNoKeyHasItThenThereIsNone() {
        assertThat(PolicyKey.named("grace-period-seconds")).contains(PolicyKey.GRACE_PERIOD);
        assertThat(PolicyKey.named("GRACE_PERIOD")).isEmpty();
    }
}
