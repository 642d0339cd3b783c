package dev.tokenfamily.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.incident.Channel;
import dev.tokenfamily.incident.IncidentNotice;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.keycloak.util.JsonSerialization;

/** What other systems read of an incident (RFC 9493, CAEP): a contract. */
final class RevocationSignalTest {

    private static final String ISSUER = "https://id.example/realms/acme";

    private final IncidentNotice notice = new IncidentNotice(OneReuse.incident(null), ISSUER, null, false);

    private static JsonNode json(Object value) throws IOException {
        return JsonSerialization.mapper.readTree(JsonSerialization.writeValueAsString(value));
    }

    @Nested
    final class GivenAnIncident {

        @Test
        void thenItsSubjectIsTheUserOfTheIssuerAndTheSession() throws IOException {
            JsonNode subject = json(RevocationSignal.subject(notice.listed().incident(), ISSUER));
            assertThat(subject.path("format").asText()).isEqualTo("complex");
            assertThat(subject.path("user"))
                    .isEqualTo(json(Map.of("format", "iss_sub", "iss", ISSUER, "sub", "user-id")));
            assertThat(subject.path("session")).isEqualTo(json(Map.of("format", "opaque", "id", "session-id")));
        }

        @Test
        void thenTheEventSaysWhenByWhomAndWhy() {
            assertThat(RevocationSignal.event(notice))
                    .isEqualTo(Map.of(
                            "event_timestamp",
                            OneReuse.NOW,
                            "initiating_entity",
                            "policy",
                            "reason_admin",
                            Map.of(
                                    "en",
                                    "A superseded refresh token was used again (recent-predecessor)."
                                            + " Revoked: user-session")));
        }

        @Test
        void thenItWaitsInAQueueOfItsOwn() {
            assertThat(new RevocationSignal().channel()).isEqualTo(Channel.SIGNAL);
        }
    }
}
