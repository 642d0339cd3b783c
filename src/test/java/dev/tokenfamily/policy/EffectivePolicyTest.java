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

    private static final Match FIRST = new Match("first", "profile", POLICY, ForUsers.ALL, false, List.of("it is so"));
    private static final Match SECOND =
            new Match("second", "profile", POLICY, ForUsers.ALL, false, List.of("it is so"));
    private static final Match PERHAPS =
            new Match("perhaps", "profile", POLICY, ForUsers.ALL, true, List.of("it is so"));

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

        private static final Match OBSERVES =
                new Match("observes", "profile", OBSERVED, ForUsers.ALL, false, List.of("it is so"));
        private static final Match PERHAPS_OBSERVES =
                new Match("perhaps", "profile", OBSERVED, ForUsers.ALL, true, List.of("it is so"));

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
        EffectivePolicy sometimes = new EffectivePolicy(List.of(new Match(
                "p", "p", PolicyParser.parse(Map.of("enforcement", "observe")), ForUsers.ALL, true, List.of("so"))));
        assertThat(sometimes.strictest()).isEmpty();
        assertThat(sometimes.advised()).isPresent();
        assertThat(new EffectivePolicy(List.of(FIRST, PERHAPS)).advised())
                .isEqualTo(new EffectivePolicy(List.of(FIRST, PERHAPS)).strictest());
        assertThat(new EffectivePolicy(List.of()).advised()).isEmpty();
    }

    @Nested
    final class GivenOneForSomeUsers {

        private final ForUsers admins = new ForUsers(List.of("admin"), List.of());
        private final Match some = new Match("some", "profile", POLICY, admins, false, List.of("it is so"));
        private final Match observing = new Match(
                "all",
                "profile",
                PolicyParser.parse(Map.of("enforcement", "observe")),
                ForUsers.ALL,
                false,
                List.of("it is so"));

        @Test
        void thenItIsACandidateThatDependsOnTheUser() {
            assertThat(of(observing, some).certain()).contains(observing);
            assertThat(of(observing, some).candidates()).containsExactly(observing, some);
            assertThat(of(observing, some).dependsOnUser()).isTrue();
            assertThat(of(observing, some).dependsOnRequest()).isFalse();
            assertThat(of(some, observing).dependsOnUser())
                    .as("the last one wins")
                    .isFalse();
            assertThat(of(some).certain()).isEmpty();
        }

        @Test
        void whenAskedAboutAUserThenTheLastOneForThatUserWins() {
            EffectivePolicy both = of(observing, some);
            assertThat(both.certainFor(admins::equals)).contains(some);
            assertThat(both.certainFor(ForUsers::everybody)).contains(observing);
            assertThat(both.forUser(admins::equals).strictest()).contains(POLICY);
            assertThat(both.forUser(ForUsers::everybody).strictest()).contains(observing.policy());
            assertThat(of(some).forUser(ForUsers::everybody).matches()).isEmpty();
        }

        @Test
        void whenTheRequestDecidesTooThenNothingIsCertainForTheUser() {
            Match perhaps = new Match("perhaps", "profile", POLICY, admins, true, List.of("it is so"));
            assertThat(of(perhaps).certainFor(admins::equals)).isEmpty();
            assertThat(of(perhaps).forUser(admins::equals).dependsOnRequest()).isTrue();
            assertThat(of(perhaps).forUser(ForUsers::everybody).dependsOnRequest())
                    .isFalse();
        }
    }

    @Nested
    final class WhenAskedWhy {

        private final Match spas = new Match("spas", "p", POLICY, ForUsers.ALL, false, List.of("the client is public"));
        private final Match late = new Match(
                "late",
                "p",
                POLICY,
                ForUsers.ALL,
                false,
                List.of("the client is public", "the client has the role a or b"));
        private final Match asked =
                new Match("asked", "p", POLICY, ForUsers.ALL, true, List.of("the request has the scope x"));

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
        void givenOneForSomeUsersThenItSaysForWhomAndTheOneForAllYieldsToNobody() {
            ForUsers staff = new ForUsers(List.of("admin", "app.editor"), List.of("/staff"));
            Match some = new Match("some", "p", POLICY, staff, false, List.of("the client is public"));
            Match perhaps = new Match("perhaps", "p", POLICY, staff, true, List.of("the request has the scope x"));
            assertThat(new EffectivePolicy(List.of(some, spas, some, perhaps)).why())
                    .containsExactly(
                            "The client policy 'perhaps' applies to a request of users with the role 'admin' or 'app.editor' and"
                                    + " users in the group '/staff' if the request has the scope x.",
                            "The client policy 'some' applies to users with the role 'admin' or 'app.editor' and users in the group"
                                    + " '/staff', because the client is public.",
                            "The client policy 'spas' applies, because the client is public.",
                            "The client policy 'some' applies to users with the role 'admin' or 'app.editor' and users in the group"
                                    + " '/staff', because the client is public; but 'spas' comes later in the list, and the last one"
                                    + " wins.");
        }

        @Test
        void givenNoneThatIsCertainThenNoneYields() {
            assertThat(new EffectivePolicy(List.of(asked)).why())
                    .containsExactly("The client policy 'asked' applies to a request if the request has the scope x.");
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
