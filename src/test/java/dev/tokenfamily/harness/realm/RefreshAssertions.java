package dev.tokenfamily.harness.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Http.Response;

/** What tests expect of answers and events. */
public final class RefreshAssertions {

    public static final String REUSED = "Refresh token was used before, and its token family has been revoked";
    public static final String REVOKED = "Token family has been revoked";
    public static final String EXPIRED = "Token family has reached the end of its lifetime";
    public static final String UNKNOWN = "Token family is not known";
    public static final String SPARED = "Refresh token was used before, maybe while the server stood still";
    public static final String NOT_ALLOWED = "Refresh token was used before, and this retry is not allowed";

    private RefreshAssertions() {}

    /** {@code invalid_grant} with this description (RFC 6749 §5.2), and no token. */
    public static void assertRefused(Response answer, String description) {
        assertThat(answer.text()).contains("\"invalid_grant\"");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error_description")).isEqualTo(description);
        assertThat(answer.json().has("access_token")).isFalse();
        assertThat(answer.json().has("refresh_token")).isFalse();
    }

    /** By Keycloak itself: the takedown was widened to the client session. */
    public static void assertSessionEnded(Response answer) {
        assertThat(answer.text("error")).isEqualTo("invalid_grant");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error_description")).isIn("Session not active", "Offline user session not found");
    }

    public static void assertGranted(SavedEvent event, String verdict, String family, int generation) {
        assertThat(event.type()).isEqualTo("REFRESH_TOKEN");
        assertDetails(event, verdict, family, generation);
    }

    public static void assertRefusal(SavedEvent event, String verdict, String family, int generation) {
        assertThat(event.type()).isEqualTo("REFRESH_TOKEN_ERROR");
        assertThat(event.userId()).isNotEmpty();
        assertDetails(event, verdict, family, generation);
    }

    private static void assertDetails(SavedEvent event, String verdict, String family, int generation) {
        assertThat(event.verdict()).isEqualTo(verdict);
        assertThat(event.familyId()).isEqualTo(family);
        assertThat(event.generation()).isEqualTo(Integer.toString(generation));
    }
}
