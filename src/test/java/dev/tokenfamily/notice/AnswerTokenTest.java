package dev.tokenfamily.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.incident.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.models.DefaultActionTokenKey;
import org.keycloak.util.JsonSerialization;

/** The token in the link of a mail, as it goes out and comes back. */
final class AnswerTokenTest {

    private static final String REALM = "https://id.example/realms/acme";

    private static AnswerToken read(String json) throws IOException {
        return JsonSerialization.readValue(json, AnswerToken.class);
    }

    private static AnswerToken sent(Answer answer) {
        return new AnswerToken(REALM, "incident-id", answer, "the-seal", 1_700_000_000);
    }

    @Nested
    final class GivenALinkForAnAnswer {

        @ParameterizedTest
        @EnumSource
        void thenWhatComesBackIsWhatWentOut(Answer answer) throws IOException {
            AnswerToken back = read(JsonSerialization.writeValueAsString(sent(answer)));

            assertThat(back.incidentId()).isEqualTo("incident-id");
            assertThat(back.answer()).isEqualTo(answer.text());
            assertThat(back.seal()).isEqualTo("the-seal");
            assertThat(back.getIssuer()).isEqualTo(REALM);
            assertThat(back.getType()).isEqualTo("token-family-answer");
            assertThat(back.getExp()).isEqualTo(1_700_000_000L);
        }

        @Test
        void thenNoTwoAreTheSame() {
            assertThat(sent(Answer.ME).getId()).isNotEqualTo(sent(Answer.ME).getId());
        }

        @Test
        void thenNothingOfKeycloakFindsAUserOrALoginInIt() throws IOException {
            String json = JsonSerialization.writeValueAsString(sent(Answer.NOT_ME));
            DefaultActionTokenKey asActionToken = JsonSerialization.readValue(json, DefaultActionTokenKey.class);

            assertThat(asActionToken.getUserId()).isNull();
            assertThat(asActionToken.getActionVerificationNonce()).isNull();
            assertThat(JsonSerialization.mapper.readTree(json).fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("exp", "iat", "jti", "iss", "aud", "typ", "incident", "answer", "seal");
        }
    }

    @Nested
    final class GivenATokenOfAnotherKind {

        @Test
        void thenItNamesNeitherIncidentNorAnswer() throws IOException {
            AnswerToken other = read("{\"typ\": \"reset-credentials\", \"sub\": \"user-id\"}");
            assertThat(other.incidentId()).isEmpty();
            assertThat(other.answer()).isEmpty();
            assertThat(other.seal()).isEmpty();
        }
    }
}
