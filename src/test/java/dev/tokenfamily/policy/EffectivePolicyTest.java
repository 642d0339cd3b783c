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

    private static final Match FIRST = new Match("first", "profile", POLICY, false, List.of("it is so"));
    private static final Match SECOND = new Match("second", "profile", POLICY, false, List.of("it is so"));
    private static final Match PERHAPS = new Match("perhaps", "profile", POLICY, true, List.of("it is so"));

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

        private static final Match OBSERVES = new Match("observes", "profile", OBSERVED, false, List.of("it is so"));
        private static final Match PERHAPS_OBSERVES =
                new Match("perhaps", "profile", OBSERVED, true, List.of("it is so"));

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

    @Test
    void whenAnAdminIsAdvisedThenAPolicyThatOnlySometimesObservesIsOne() {
        EffectivePolicy sometimes = new EffectivePolicy(List.of(
                new Match("p", "p", PolicyParser.parse(Map.of("enforcement", "observe")), true, List.of("so"))));
        assertThat(sometimes.strictest()).isEmpty();
        assertThat(sometimes.advised()).isPresent();
        assertThat(new EffectivePolicy(List.of(FIRST, PERHAPS)).advised())
                .isEqualTo(new EffectivePolicy(List.of(FIRST, PERHAPS)).strictest());
        assertThat(new EffectivePolicy(List.of()).advised()).isEmpty();
    }

    @Nested
    final class WhenAskedWhy {

        private final Match spas = new Match("spas", "p", POLICY, false, List.of("the client is public"));
        private final Match late = new Match(
                "late", "p", POLICY, false, List.of("the client is public", "the client has the role a or b"));
        private final Match asked = new Match("asked", "p", POLICY, true, List.of("the request has the scope x"));

        @Test
        void givenNoneThenThatIsTheReason() {
            assertThat(new EffectivePolicy(List.of()).why())
                    .containsExactly("No enabled client policy with our executor applies to this client.");
        }

        @Test
        void givenSeveralThenTheOneThatGovernsComesFirstAndTheOthersYield() {
            assertThat(new EffectivePolicy(List.of(spas, late)).why())
                    .containsExactly(
                            "The client policy 'late' applies, because the client is public and the client has the role a or b.",
                            "The client policy 'spas' applies, because the client is public; but 'late' comes later in the"
                                    + " list, and the last one wins.");
        }

        @Test
        void givenOneThatTheRequestDecidesThenItSaysWhen() {
            assertThat(new EffectivePolicy(List.of(spas, asked)).why())
                    .containsExactly(
                            "The client policy 'asked' applies to a request if the request has the scope x.",
                            "The client policy 'spas' applies, because the client is public.");
        }
    }
}
