package dev.tokenfamily.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.policy.EffectivePolicy.Match;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which of several matching policies governs. */
final class EffectivePolicyTest {

    private static final Policy POLICY = PolicyParser.parse(Map.of());

    private static final Match FIRST = new Match("first", "profile", POLICY, false);
    private static final Match SECOND = new Match("second", "profile", POLICY, false);
    private static final Match PERHAPS = new Match("perhaps", "profile", POLICY, true);

    private static EffectivePolicy of(Match... matches) {
        return new EffectivePolicy(List.of(matches));
    }

    @Test
    void givenNoMatchThenNothingGoverns() {
        assertThat(of().certain()).isEmpty();
        assertThat(of().candidates()).isEmpty();
        assertThat(of().dependsOnRequest()).isFalse();
    }

    @Test
    void givenTwoMatchesThenTheLastOneGoverns() {
        assertThat(of(FIRST, SECOND).certain()).contains(SECOND);
        assertThat(of(FIRST, SECOND).candidates()).containsExactly(SECOND);
        assertThat(of(FIRST, SECOND).dependsOnRequest()).isFalse();
    }

    @Test
    void givenALaterMatchDependsOnTheRequestThenEitherMayGovern() {
        assertThat(of(FIRST, SECOND, PERHAPS).certain()).contains(SECOND);
        assertThat(of(FIRST, SECOND, PERHAPS).candidates()).containsExactly(SECOND, PERHAPS);
        assertThat(of(FIRST, SECOND, PERHAPS).dependsOnRequest()).isTrue();
    }

    @Test
    void givenAnEarlierMatchDependsOnTheRequestThenItDoesNotMatter() {
        assertThat(of(PERHAPS, FIRST).candidates()).containsExactly(FIRST);
        assertThat(of(PERHAPS, FIRST).dependsOnRequest()).isFalse();
    }

    @Test
    void givenOnlyMatchesThatDependOnTheRequestThenTheyMayGovern() {
        assertThat(of(PERHAPS).certain()).isEmpty();
        assertThat(of(PERHAPS).candidates()).containsExactly(PERHAPS);
        assertThat(of(PERHAPS).dependsOnRequest()).isTrue();
    }

    @Nested
    final class GivenWhoAsksIsAnotherClient {

        private static final Policy OBSERVED = PolicyParser.parse(Map.of("enforcement", "observe"));

        private static final Match OBSERVES = new Match("observes", "profile", OBSERVED, false);
        private static final Match PERHAPS_OBSERVES = new Match("perhaps", "profile", OBSERVED, true);

        @Test
        void whenThePolicyObservesThenItIsThatOne() {
            assertThat(of(FIRST, OBSERVES).strictest()).contains(OBSERVED);
            assertThat(of(OBSERVES, PERHAPS_OBSERVES).strictest()).contains(OBSERVED);
        }

        @Test
        void whenOneMayEnforceThenItIsThatOne() {
            assertThat(of(OBSERVES, PERHAPS).strictest()).contains(POLICY);
            assertThat(of(FIRST, PERHAPS_OBSERVES).strictest()).contains(POLICY);
        }

        @Test
        void whenPerhapsNoneGovernsThenAnObservingOneDoesNotCount() {
            assertThat(of().strictest()).isEmpty();
            assertThat(of(PERHAPS_OBSERVES).strictest()).isEmpty();
        }
    }
}
