package dev.tokenfamily.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.util.JsonSerialization;

/** The token in the link of a mail, as it goes out and comes back. */
final class AnswerTokenTest {

    private static AnswerToken read(String json) throws IOException {
        return JsonSerialization.readValue(json, AnswerToken.class);
    }

    @Nested
    final class GivenALinkForAnAnswer {

        @ParameterizedTest
        @EnumSource
        void thenWhatComesBackIsWhatWentOut(Answer answer) throws IOException {
            AnswerToken sent = new AnswerToken("user-id", "incident-id", answer, 1_700_000_000);
            AnswerToken back = read(JsonSerialization.writeValueAsString(sent));

            assertThat(back.incidentId()).isEqualTo("incident-id");
            assertThat(back.answer()).isEqualTo(answer.text());
            assertThat(back.getUserId()).isEqualTo("user-id");
            assertThat(back.getActionId()).isEqualTo("token-family-answer");
            assertThat(back.getExp()).isEqualTo(1_700_000_000L);
        }

        @Test
        void thenNoTwoAreTheSame() {
            AnswerToken one = new AnswerToken("user-id", "incident-id", Answer.ME, 1_700_000_000);
            AnswerToken other = new AnswerToken("user-id", "incident-id", Answer.ME, 1_700_000_000);
            assertThat(one.getActionVerificationNonce()).isNotEqualTo(other.getActionVerificationNonce());
        }
    }

    @Nested
    final class GivenATokenOfAnotherAction {

        @Test
        void thenItNamesNeitherIncidentNorAnswer() throws IOException {
            AnswerToken other = read("{\"typ\": \"reset-credentials\", \"sub\": \"user-id\"}");
            assertThat(other.incidentId()).isEmpty();
            assertThat(other.answer()).isEmpty();
        }
    }
}
