package dev.tokenfamily.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.family.ReuseKind;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The sentences by which clients are told why a refresh is refused: a contract. */
final class RefusalTest {

    static List<Arguments> refusals() {
        return List.of(
                Arguments.of(
                        new Verdict.Reuse(ReuseKind.RECENT_PREDECESSOR, 11),
                        "Refresh token was used before, and its token family has been revoked"),
                Arguments.of(
                        new Verdict.Reuse(ReuseKind.STALE_LINEAGE, 11),
                        "Refresh token was used before, and its token family has been revoked"),
                Arguments.of(new Verdict.Revoked(), "Token family has been revoked"),
                Arguments.of(
                        new Verdict.GraceRefused(3), "Refresh token was used before, and this retry is not allowed"),
                Arguments.of(new Verdict.Expired(), "Token family has reached the end of its lifetime"),
                Arguments.of(new Verdict.Unknown(), "Token family is not known"));
    }

    @Nested
    final class GivenAVerdictThatRefuses {

        @ParameterizedTest
        @MethodSource("dev.tokenfamily.token.RefusalTest#refusals")
        void thenItsSentenceIsAlwaysTheSame(Verdict verdict, String sentence) {
            assertThat(Refusal.description(verdict)).isEqualTo(sentence);
        }
    }
}
