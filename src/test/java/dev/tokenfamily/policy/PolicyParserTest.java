package dev.tokenfamily.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokenfamily.family.IpPrefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From what an admin saved to a policy, or to a message that says what is wrong. */
final class PolicyParserTest {

    private static final Policy DEFAULTS = new Policy(
            new RotationRule(Rotation.ON_USE, 0, false),
            new GraceRule(10, 0, GraceBinding.NONE),
            new RecoveryRule(0, 1, 30),
            new Lifetimes(0, 0),
            new Reaction(RevocationScope.FAMILY, Enforcement.ENFORCE, false, false, "none"),
            Cap.NONE,
            new OriginRule(OnOriginChange.NONE, OriginBinding.IP_PREFIX));

    private static String refusal(Map<String, ?> config) {
        InvalidPolicyException refused = assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> PolicyParser.parse(config))
                .actual();
        return String.valueOf(refused.getMessage());
    }

    @Test
    void givenNothingWhenParsedThenEveryKeyHasItsDefault() {
        assertThat(PolicyParser.parse(Map.of())).isEqualTo(DEFAULTS);
    }

    @Test
    void givenNullOrBlankValuesWhenParsedThenTheyMeanTheDefault() {
        Map<String, @Nullable Object> config = new HashMap<>();
        config.put("rotation", null);
        config.put("grace-period-seconds", "");
        config.put("exempt-sender-constrained", "  ");
        assertThat(PolicyParser.parse(config)).isEqualTo(DEFAULTS);
    }

    @Test
    void givenEveryKeyAsAStringWhenParsedThenItIsRead() {
        Map<String, Object> config = new HashMap<>(Map.of(
                "rotation", "off",
                "rotation-interval-seconds", "60",
                "exempt-sender-constrained", "true",
                "grace-period-seconds", "30",
                "grace-max-retries", "3",
                "grace-binding", "ip-prefix",
                "absolute-lifetime-seconds", "86400",
                "inactivity-lifetime-seconds", "3600",
                "revocation-scope", "user-session",
                "enforcement", "observe"));
        config.put("grace-binding-ipv4-prefix", "20");
        config.put("grace-binding-ipv6-prefix", "48");
        config.put("revoke-on-credential-change", "true");
        config.put("notify-user", "true");
        config.put("on-reuse-required-action", "UPDATE_PASSWORD");
        config.put("on-origin-change", "require-login");
        config.put("origin-binding", "ip-prefix-or-user-agent");
        assertThat(PolicyParser.parse(config)).isEqualTo(everyKeySet());
    }

    @Test
    void givenEveryKeyAsItsJsonTypeWhenParsedThenItIsRead() {
        Map<String, Object> config = new HashMap<>(Map.of(
                "rotation",
                "off",
                "rotation-interval-seconds",
                60,
                "exempt-sender-constrained",
                true,
                "grace-period-seconds",
                30,
                "grace-max-retries",
                3L,
                "grace-binding",
                "ip-prefix",
                "absolute-lifetime-seconds",
                86_400,
                "inactivity-lifetime-seconds",
                3_600,
                "revocation-scope",
                "user-session",
                "enforcement",
                "observe"));
        config.put("grace-binding-ipv4-prefix", 20);
        config.put("grace-binding-ipv6-prefix", 48L);
        config.put("revoke-on-credential-change", true);
        config.put("notify-user", true);
        config.put("on-reuse-required-action", "UPDATE_PASSWORD");
        config.put("on-origin-change", "require-login");
        config.put("origin-binding", "ip-prefix-or-user-agent");
        assertThat(PolicyParser.parse(config)).isEqualTo(everyKeySet());
    }

    @Test
    void givenAPolicyWhenItsConfigurationIsParsedThenItIsTheSame() {
        assertThat(PolicyParser.parse(PolicyKey.configuration(everyKeySet()))).isEqualTo(everyKeySet());
        assertThat(PolicyParser.parse(PolicyKey.configuration(DEFAULTS))).isEqualTo(DEFAULTS);
    }

    private static Policy everyKeySet() {
        return new Policy(
                new RotationRule(Rotation.OFF, 60, true),
                new GraceRule(30, 3, GraceBinding.IP_PREFIX, new IpPrefix(20, 48)),
                RecoveryRule.OFF,
                new Lifetimes(86_400, 3_600),
                new Reaction(RevocationScope.USER_SESSION, Enforcement.OBSERVE, true, true, "UPDATE_PASSWORD"),
                Cap.NONE,
                new OriginRule(OnOriginChange.REQUIRE_LOGIN, OriginBinding.IP_PREFIX_OR_USER_AGENT));
    }

    @ParameterizedTest
    @CsvSource({"family, FAMILY", "client-session, CLIENT_SESSION", "user-session, USER_SESSION", "user, USER"})
    void givenAScopeByNameWhenParsedThenItIsRead(String text, RevocationScope scope) {
        assertThat(PolicyParser.parse(Map.of("revocation-scope", text))
                        .reaction()
                        .scope())
                .isEqualTo(scope);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE PASSWORD", "<b>", "ä", "a\nb"})
    void givenARequiredActionUnlikeAnyAliasThenTheMessageNamesIt(String alias) {
        assertThat(refusal(Map.of("on-reuse-required-action", alias)))
                .isEqualTo("Invalid value '" + alias + "' of 'on-reuse-required-action':"
                        + " must be the alias of a required action of the realm, or none");
    }

    @Test
    void givenNoRequiredActionThenAReuseAsksForNothing() {
        assertThat(DEFAULTS.reaction().requiredActionOrNull()).isNull();
        assertThat(everyKeySet().reaction().requiredActionOrNull()).isEqualTo("UPDATE_PASSWORD");
    }

    @Test
    void givenBlanksAroundAValueWhenParsedThenTheyDoNotMatter() {
        assertThat(PolicyParser.parse(Map.of("grace-period-seconds", " 30 "))
                        .grace()
                        .period())
                .isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "86400"})
    void givenTheEndsOfARangeWhenParsedThenTheyBelongToIt(String value) {
        assertThat(PolicyParser.parse(Map.of("grace-period-seconds", value))
                        .grace()
                        .period())
                .isEqualTo(Integer.parseInt(value));
    }

    @Test
    void givenTheLargestIntervalWhenParsedThenItIsRead() {
        assertThat(PolicyParser.parse(Map.of("rotation-interval-seconds", Integer.MAX_VALUE))
                        .rotation()
                        .interval())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grace-period-seconds | -1 | a whole number from 0 to 86400",
                "grace-period-seconds | 86401 | a whole number from 0 to 86400",
                "grace-period-seconds | ten | a whole number from 0 to 86400",
                "grace-period-seconds | 1.5 | a whole number from 0 to 86400",
                "grace-period-seconds | 1e3 | a whole number from 0 to 86400",
                "grace-max-retries | -1 | a whole number from 0 to 2147483647",
                "rotation-interval-seconds | 2147483648 | a whole number from 0 to 2147483647",
                "absolute-lifetime-seconds | -1 | a whole number from 0 to 2147483647",
                "inactivity-lifetime-seconds | true | a whole number from 0 to 2147483647",
                "exempt-sender-constrained | TRUE | true or false",
                "exempt-sender-constrained | yes | true or false",
                "rotation | On-Use | one of on-use, off",
                "grace-binding | ip | one of none, ip-address, ip-prefix, key",
                "grace-binding | user-agent | one of none, ip-address, ip-prefix, key",
                "grace-binding-ipv4-prefix | 7 | a whole number from 8 to 32",
                "grace-binding-ipv4-prefix | 33 | a whole number from 8 to 32",
                "grace-binding-ipv4-prefix | /24 | a whole number from 8 to 32",
                "grace-binding-ipv6-prefix | 15 | a whole number from 16 to 128",
                "grace-binding-ipv6-prefix | 129 | a whole number from 16 to 128",
                "grace-binding-ipv4-prefix | 16 | 24 unless grace-binding is ip-prefix, late-recovery-seconds is above 0, or on-origin-change compares addresses",
                "grace-binding-ipv6-prefix | 64 | 56 unless grace-binding is ip-prefix, late-recovery-seconds is above 0, or on-origin-change compares addresses",
                "late-recovery-seconds | -1 | a whole number from 0 to 2592000",
                "late-recovery-seconds | 2592001 | a whole number from 0 to 2592000",
                "late-recovery-budget | 0 | a whole number from 1 to 1000",
                "late-recovery-days | 0 | a whole number from 1 to 365",
                "late-recovery-days | 366 | a whole number from 1 to 365",
                "late-recovery-seconds | 10 | 0, or more than grace-period-seconds, within which it changes nothing",
                "revocation-scope | realm | one of family, client-session, user-session, user",
                "enforcement | off | one of enforce, observe"
            })
    void givenABadValueWhenParsedThenTheMessageNamesKeyValueAndRange(String key, String value, String range) {
        assertThat(refusal(Map.of(key, value)))
                .isEqualTo("Invalid value '" + value + "' of '" + key + "': must be " + range);
    }

    @ParameterizedTest
    @CsvSource({"none, false", "ip-address, false", "key, false", "ip-prefix, true"})
    void givenALengthOfPrefixesWhenTheBindingIsToSomethingElseThenItIsRefused(String binding, boolean taken) {
        Map<String, Object> config = Map.of("grace-binding", binding, "grace-binding-ipv4-prefix", 20);
        if (taken) {
            assertThat(PolicyParser.parse(config).grace().prefix()).isEqualTo(new IpPrefix(20, 56));
        } else {
            assertThat(refusal(config))
                    .isEqualTo("Invalid value '20' of 'grace-binding-ipv4-prefix': must be 24 unless grace-binding is"
                            + " ip-prefix, late-recovery-seconds is above 0, or on-origin-change compares addresses");
        }
    }

    @ParameterizedTest
    @EnumSource
    void givenTheDefaultsThatAFormSendsThenAnyBindingIsTaken(GraceBinding binding) {
        assertThat(PolicyParser.parse(Map.of(
                                "grace-binding",
                                binding.text(),
                                "grace-binding-ipv4-prefix",
                                "24",
                                "grace-binding-ipv6-prefix",
                                "56"))
                        .grace()
                        .binding())
                .isEqualTo(binding);
    }

    @Test
    void givenLateRecoveryWhenParsedThenItIsRead() {
        Map<String, Object> config =
                Map.of("late-recovery-seconds", "86400", "late-recovery-budget", "2", "late-recovery-days", "7");
        Policy policy = PolicyParser.parse(config);
        assertThat(policy.recovery()).isEqualTo(new RecoveryRule(86_400, 2, 7));
        assertThat(PolicyParser.parse(PolicyKey.configuration(policy))).isEqualTo(policy);
    }

    /** Whoever turns it off in a preset changes one value. */
    @Test
    void givenABudgetWhenLateRecoveryIsOffThenItIsTakenAndNothingIsRecovered() {
        Map<String, Object> config = Map.of("late-recovery-budget", 24, "late-recovery-days", 1);
        RecoveryRule off = PolicyParser.parse(config).recovery();
        assertThat(off).isEqualTo(new RecoveryRule(0, 24, 1));
        assertThat(off.on()).isFalse();
    }

    /** What binds a recovery is a network, whatever binds a retry. */
    @Test
    void givenLateRecoveryThenTheLengthsOfPrefixesCount() {
        Map<String, Object> config = Map.of("late-recovery-seconds", 86_400, "grace-binding-ipv4-prefix", 20);
        assertThat(PolicyParser.parse(config).grace().prefix()).isEqualTo(new IpPrefix(20, 56));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rotation | off | 0 while rotation is off, since nothing is superseded then",
                "rotation-interval-seconds | 3 | 0 while rotation-interval-seconds is above 0, since a token that is kept"
                        + " leaves no trace of its use",
                "exempt-sender-constrained | true | 0 while exempt-sender-constrained is true, since a token that is kept"
                        + " leaves no trace of its use",
                "grace-period-seconds | 3600 | 0, or more than grace-period-seconds, within which it changes nothing"
            })
    void givenLateRecoveryWhenItCouldNotKnowOfAUseOrChangesNothingThenItIsRefused(
            String key, String value, String range) {
        assertThat(refusal(Map.of("late-recovery-seconds", 3_600, key, value)))
                .isEqualTo("Invalid value '3600' of 'late-recovery-seconds': must be " + range);
        assertThat(PolicyParser.parse(Map.of("late-recovery-seconds", 0, key, value))
                        .recovery())
                .isEqualTo(RecoveryRule.OFF);
    }

    @Test
    void givenABadJsonValueWhenParsedThenItIsRefusedLikeAString() {
        assertThat(refusal(Map.of("grace-period-seconds", List.of(10)))).contains("'[10]'", "a whole number");
        assertThat(refusal(Map.of("grace-period-seconds", 10.0))).contains("'10.0'");
        assertThat(refusal(Map.of("rotation", true))).contains("'true'", "one of on-use, off");
    }

    /** A key that expects a type takes it, and a string that says the same; no other. */
    @ParameterizedTest
    @EnumSource
    void givenAnotherJsonTypeWhenParsedThenEveryKeyIsNamed(PolicyKey key) {
        List<Object> odd = new ArrayList<>(List.of(List.of(1), Map.of(), Map.of("a", 1), 1.5, -1, 1e30));
        if (!(key.type() instanceof ValueType.Names)) {
            odd.add(List.of());
        }
        if (!(key.type() instanceof ValueType.Whole)) {
            odd.add(7);
        }
        if (!(key.type() instanceof ValueType.TrueOrFalse)) {
            odd.add(true);
        }
        assertThat(odd).allSatisfy(value -> assertThat(refusal(Map.of(key.text(), value)))
                .contains("of '" + key.text() + "': must be "));
    }

    @Test
    void givenAnUnknownKeyWhenParsedThenItIsRefusedEvenWithoutAValue() {
        assertThat(refusal(Map.of("grace-period", 10))).isEqualTo("Unknown key 'grace-period'");
        assertThat(refusal(Map.of("Rotation", ""))).isEqualTo("Unknown key 'Rotation'");
    }

    @Test
    void givenSeveralProblemsWhenParsedThenOneMessageNamesThemAll() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("rotation", "sometimes");
        config.put("colour", "blue");
        config.put("grace-period-seconds", -1);
        assertThat(refusal(config).split("; ", -1))
                .hasSize(3)
                .anyMatch(p -> p.contains("'sometimes' of 'rotation'"))
                .anyMatch(p -> p.contains("Unknown key 'colour'"))
                .anyMatch(p -> p.contains("'-1' of 'grace-period-seconds'"));
    }

    @Test
    void givenAValueOverFortyCharactersWhenRefusedThenItIsShortened() {
        assertThat(refusal(Map.of("rotation", "x".repeat(40)))).contains("'" + "x".repeat(40) + "'");
        assertThat(refusal(Map.of("rotation", "x".repeat(41)))).contains("'" + "x".repeat(40) + "…'");
    }
}
