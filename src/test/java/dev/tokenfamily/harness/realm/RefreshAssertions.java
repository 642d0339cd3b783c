package dev.tokenfamily.harness.realm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http.Answer;

/** What tests expect of answers and events. */
public final class RefreshAssertions {

    public static final String REUSED = "Refresh token was used before, and its token family has been revoked";
    public static final String REVOKED = "Token family has been revoked";
    public static final String EXPIRED = "Token family has reached the end of its lifetime";
    public static final String UNKNOWN = "Token family is not known";
    public static final String NOT_ALLOWED = "Refresh token was used before, and this retry is not allowed";

    private RefreshAssertions() {}

    /** {@code invalid_grant} with this description (RFC 6749 §5.2), and no token. */
    public static void assertRefused(Answer answer, String description) {
        assertThat(answer.text()).contains("\"invalid_grant\"");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error_description")).isEqualTo(description);
        assertThat(answer.json().has("access_token")).isFalse();
        assertThat(answer.json().has("refresh_token")).isFalse();
    }

    public static void assertGranted(JsonNode event, String verdict, String family, int generation) {
        assertThat(event.path("type").asText()).isEqualTo("REFRESH_TOKEN");
        assertDetails(event, verdict, family, generation);
    }

    public static void assertRefusal(JsonNode event, String verdict, String family, int generation) {
        assertThat(event.path("type").asText()).isEqualTo("REFRESH_TOKEN_ERROR");
        assertThat(event.path("userId").asText()).isNotEmpty();
        assertDetails(event, verdict, family, generation);
    }

    private static void assertDetails(JsonNode event, String verdict, String family, int generation) {
        JsonNode details = event.path("details");
        assertThat(details.path("token_family_verdict").asText()).isEqualTo(verdict);
        assertThat(details.path("token_family_id").asText()).isEqualTo(family);
        assertThat(details.path("token_generation").asText()).isEqualTo(Integer.toString(generation));
    }
}
