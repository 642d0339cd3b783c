package dev.tokenfamily.promises;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.promises.Attempt.Granted;
import dev.tokenfamily.promises.Attempt.Outcome;
import dev.tokenfamily.promises.Attempt.Refused;
import dev.tokenfamily.promises.Attempt.Unanswered;
import dev.tokenfamily.promises.History.AnsweredRevocation;
import dev.tokenfamily.promises.History.Standstill;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** With ten seconds of grace. Times are seconds. */
final class PromisesTest {

    private static final String REVOKED = "Token family has been revoked";
    private static final String SPARED = "Refresh token was used before, maybe while the server stood still";
    private static final String EXPIRED = "Session not active";

    private final Recorder recorder = new Recorder();

    @Test
    void givenAClientThatRefreshesAndRetriesThenNothingIsBroken() {
        attempt(0, 0, 1, new Granted("a", 1));
        attempt(1, 2, 3, new Unanswered());
        attempt(1, 4, 5, new Granted("b", 2));
        attempt(1, 9, 11, new Granted("b", 2));
        attempt(2, 12, 13, new Granted("c", 3));
        assertThat(broken()).isEmpty();
    }

    @Test
    void givenTwoHeadsInOneGenerationThenItIsBroken() {
        attempt(0, 0, 2, new Granted("a", 1));
        attempt(0, 1, 3, new Granted("b", 1));
        assertThat(broken()).singleElement().asString().contains("more than once");
    }

    @Nested
    final class GivenASupersededToken {

        @Test
        void whenItIsTwoGenerationsOldThenItsOwnGraceCounts() {
            attempt(0, 0, 1, new Granted("a", 1));
            attempt(1, 2, 4, new Granted("b", 2));
            attempt(0, 12, 13, new Granted("b", 2));
            assertThat(broken()).isEmpty();
            attempt(0, 13, 14, new Granted("b", 2));
            assertThat(broken()).singleElement().asString().contains("superseded");
        }

        @Test
        void whenItIsThePredecessorThenItMustNotBeAcceptedAfterGrace() {
            attempt(0, 0, 1, new Granted("a", 1));
            attempt(0, 12, 13, new Granted("a", 1));
            assertThat(broken()).isEmpty();
            attempt(0, 13, 14, new Granted("a", 1));
            assertThat(broken()).singleElement().asString().contains("superseded");
        }
    }

    @Nested
    final class GivenARevocation {

        @Test
        void whenItWasAnsweredThenWhatStartsLaterMustNotBeAccepted() {
            recorder.attacking("family");
            recorder.revoked("family", new AnsweredRevocation(seconds(5), "the client"));
            attempt(0, 4, 6, new Granted("a", 1));
            assertThat(broken()).isEmpty();
            attempt(1, 6, 7, new Granted("b", 2));
            assertThat(broken()).singleElement().asString().contains("revoked family", "the client");
        }

        @Test
        void whenARefusalTellsOfItThenWhatStartsLaterMustNotBeAccepted() {
            recorder.attacking("family");
            attempt(0, 0, 1, new Refused(REVOKED));
            attempt(0, 2, 3, new Granted("a", 1));
            assertThat(broken()).singleElement().asString().contains("revoked family");
        }
    }

    @Test
    void givenAClientThatBehavedWellThenItMustNotBeRefusedInGrace() {
        attempt(0, 0, 1, new Unanswered());
        attempt(0, 10, 11, new Refused(REVOKED));
        assertThat(broken()).isEmpty();
        attempt(0, 2, 3, new Refused(EXPIRED));
        assertThat(broken()).singleElement().asString().contains("logged out");
    }

    @Test
    void givenAnAttackedFamilyThenItsRefusalIsWhatWasWanted() {
        recorder.attacking("family");
        attempt(0, 0, 1, new Refused(REVOKED));
        assertThat(broken()).isEmpty();
    }

    @Nested
    final class GivenAStandstill {

        @BeforeEach
        void untilTheFifthSecond() {
            recorder.stoodStill(new Standstill(seconds(0), seconds(5)));
            attempt(0, 0, 5, new Refused(SPARED));
        }

        @Test
        void whenAClientIsSparedThenItIsNotLoggedOut() {
            attempt(0, 1, 2, new Granted("a", 1));
            attempt(1, 6, 14, new Refused(SPARED));
            assertThat(broken()).isEmpty();
        }

        @Test
        void whenItIsOverThenNobodyIsSpared() {
            recorder.attacking("other");
            recorder.attempted(new Attempt("other", 0, seconds(17), seconds(18), new Refused(SPARED)));
            assertThat(broken()).singleElement().asString().contains("no alarm");
        }

        @Test
        void whenThereIsAnotherThenTheSameFamilyIsNotSpared() {
            recorder.stoodStill(new Standstill(seconds(30), seconds(35)));
            recorder.attempted(new Attempt("other", 0, seconds(31), seconds(36), new Refused(SPARED)));
            assertThat(broken()).isEmpty();
            attempt(1, 31, 36, new Refused(SPARED));
            assertThat(broken()).singleElement().asString().contains("once more");
        }
    }

    private void attempt(int generation, long start, long end, Outcome outcome) {
        recorder.attempted(new Attempt("family", generation, seconds(start), seconds(end), outcome));
    }

    private List<String> broken() {
        return new Promises(Duration.ofSeconds(10), Duration.ofSeconds(1)).brokenIn(recorder.history());
    }

    private static long seconds(long count) {
        return Duration.ofSeconds(count).toNanos();
    }
}
