package dev.tokenfamily.report;

import static dev.tokenfamily.report.CopyPattern.LOST_ANSWERS;
import static dev.tokenfamily.report.CopyPattern.PARALLEL_PROCESSES;
import static dev.tokenfamily.report.CopyPattern.STALE_COPIES;
import static dev.tokenfamily.report.CopyPattern.UNCLEAR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.Owner;
import dev.tokenfamily.report.Copies.RacingClient;
import dev.tokenfamily.report.Copies.Recurring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who is named: not whoever lost an answer once. */
final class CopiesTest {

    private final List<CopySign> signs = new ArrayList<>();

    private void sign(String client, String user, String family, CopyPattern pattern, int streak) {
        signs.add(new CopySign(family, new Owner("realm", client, user, "session", false), pattern, streak));
    }

    private List<RacingClient> named(long looked) {
        return Copies.of(signs, Map.of("cli", looked));
    }

    @Nested
    final class GivenOneUser {

        @Test
        void whenAnAnswerWasLostOnceOrTwiceThenNobodyIsNamed() {
            sign("cli", "alice", "one", LOST_ANSWERS, 1);
            sign("cli", "alice", "two", LOST_ANSWERS, 2);
            assertThat(named(2)).isEmpty();
        }

        @Test
        void whenThreeGenerationsInARowNeededGraceThenUserAndClientAreNamed() {
            sign("cli", "alice", "one", PARALLEL_PROCESSES, 3);
            assertThat(named(1_000))
                    .containsExactly(new RacingClient(
                            "cli",
                            1,
                            1,
                            Map.of(PARALLEL_PROCESSES, 1),
                            List.of(new Recurring("alice", 1, 3, PARALLEL_PROCESSES))));
        }

        @Test
        void whenThreeFamiliesShowASignThenTheUserIsNamedByWhatMostOfThemShow() {
            sign("cli", "alice", "one", UNCLEAR, 1);
            sign("cli", "alice", "two", STALE_COPIES, 0);
            sign("cli", "alice", "three", STALE_COPIES, 0);
            assertThat(named(1_000).get(0).recurring()).containsExactly(new Recurring("alice", 3, 1, STALE_COPIES));
        }

        @Test
        void whenAFamilyShowsSeveralSignsThenItCountsOnce() {
            sign("cli", "alice", "one", LOST_ANSWERS, 1);
            sign("cli", "alice", "one", STALE_COPIES, 0);
            sign("cli", "alice", "one", STALE_COPIES, 0);
            assertThat(named(1)).isEmpty();
        }
    }

    @Nested
    final class GivenManyUsers {

        private void threeOfThem() {
            for (String user : new String[] {"alice", "bob", "carol"}) {
                sign("cli", user, "of-" + user, LOST_ANSWERS, 1);
            }
        }

        @Test
        void whenOneInTwentyFamiliesShowsASignThenTheClientIsNamedAndNoUser() {
            threeOfThem();
            assertThat(named(60)).singleElement().satisfies(client -> {
                assertThat(client.users()).isEqualTo(3);
                assertThat(client.patterns()).isEqualTo(Map.of(LOST_ANSWERS, 3));
                assertThat(client.recurring()).isEmpty();
            });
        }

        @Test
        void whenItIsFewerThanThatThenNobodyIsNamed() {
            threeOfThem();
            assertThat(named(61)).isEmpty();
        }

        @Test
        void whenSeveralAreNamedThenTheWorstComesFirst() {
            sign("cli", "alice", "a", LOST_ANSWERS, 3);
            sign("cli", "bob", "b", LOST_ANSWERS, 9);
            for (String family : new String[] {"c1", "c2", "c3"}) {
                sign("cli", "carol", family, LOST_ANSWERS, 1);
            }
            assertThat(named(5).get(0).recurring())
                    .extracting(Recurring::userId)
                    .containsExactly("carol", "bob", "alice");
        }

        @Test
        void whenPatternsDifferThenThatOfMostFamiliesComesFirst() {
            sign("cli", "alice", "a", LOST_ANSWERS, 3);
            sign("cli", "bob", "b", PARALLEL_PROCESSES, 3);
            sign("cli", "carol", "c", PARALLEL_PROCESSES, 3);
            assertThat(named(5).get(0).mostFirst()).containsExactly(PARALLEL_PROCESSES, LOST_ANSWERS);
        }
    }

    @Test
    void givenSeveralClientsThenEachIsJudgedByItsOwn() {
        sign("cli", "alice", "one", LOST_ANSWERS, 2);
        sign("spa", "alice", "two", LOST_ANSWERS, 1);
        sign("spa", "alice", "three", LOST_ANSWERS, 1);
        sign("app", "alice", "four", LOST_ANSWERS, 4);
        assertThat(named(1)).extracting(RacingClient::clientId).containsExactly("app");
    }

    @Test
    void thenEachPatternHasASentenceWithItsNumberAndARemedy() {
        for (CopyPattern pattern : CopyPattern.values()) {
            assertThat(pattern.text(1)).contains("1 family").doesNotContain("{");
            assertThat(pattern.text(7)).contains("7 families").endsWith(".");
            assertThat(pattern.remedy()).endsWith(".");
        }
        assertThat(PARALLEL_PROCESSES.code()).isEqualTo("parallel-processes");
    }
}
