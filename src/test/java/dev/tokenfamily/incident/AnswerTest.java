package dev.tokenfamily.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users say about an incident, and in which order they may say it. */
final class AnswerTest {

    @Nested
    final class GivenAnEarlierAnswer {

        @ParameterizedTest
        @CsvSource({
            "ME,, true",
            "NOT_ME,, true",
            "ME, ME, false",
            "NOT_ME, ME, true",
            "ME, NOT_ME, false",
            "NOT_ME, NOT_ME, false"
        })
        void thenOnlyAFalseAlarmCanBeTakenBack(Answer answer, @Nullable Answer earlier, boolean may) {
            assertThat(answer.mayFollow(earlier)).isEqualTo(may);
        }
    }

    @Nested
    final class GivenHowItIsWritten {

        @ParameterizedTest
        @CsvSource({"me, ME", "not-me, NOT_ME"})
        void thenItIsReadAgain(String text, Answer answer) {
            assertThat(answer.text()).isEqualTo(text);
            assertThat(Answer.parse(text)).contains(answer);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "ME", "NOT_ME", "not_me", "perhaps"})
        void thenNothingElseIsAnAnswer(String text) {
            assertThat(Answer.parse(text)).isEmpty();
        }

        @ParameterizedTest
        @EnumSource
        void thenItReplacesWhatItMayFollow(Answer answer) {
            assertThat(answer.replaces()).isEqualTo(answer == Answer.NOT_ME ? Answer.ME : null);
        }
    }
}
