package dev.tokenfamily.policy;

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
    void givenTheKeysWhenListedThenNamesAndDefaultsAreThoseOfTheContract() {
        Map<String, String> defaults = Arrays.stream(PolicyKey.values())
                .collect(Collectors.toMap(PolicyKey::text, k -> k.type().defaultText()));
        assertThat(defaults)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "rotation", "on-use",
                        "rotation-interval-seconds", "0",
                        "exempt-sender-constrained", "false",
                        "grace-period-seconds", "10",
                        "grace-max-retries", "0",
                        "grace-binding", "none",
                        "absolute-lifetime-seconds", "0",
                        "inactivity-lifetime-seconds", "0",
                        "revocation-scope", "family",
                        "enforcement", "enforce"));
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
