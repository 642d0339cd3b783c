package dev.tokenfamily.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenfamily.outbox.KeptEntry;
import org.junit.jupiter.api.Test;

/** What an export shows of the outbox. Whoever may see a user need not be allowed to know which admin did what. */
final class NoticeRepresentationTest {

    private static final String PAYLOAD = "{\"actor\":{\"user\":{\"uid\":\"an admin\"}}}";

    private static JsonNode shown(String queue) {
        KeptEntry entry =
                new KeptEntry(queue, "end", "7f2a", PAYLOAD, "pending", 1, "The host answered 500", 1_000, null);
        return new ObjectMapper().valueToTree(NoticeRepresentation.of(entry));
    }

    @Test
    void givenAMessageOfAWebhookThenItsContentIsLeftOut() {
        JsonNode notice = shown("token-family-webhook");
        assertThat(notice.has("content")).isFalse();
        assertThat(notice.toString()).doesNotContain("an admin");
        assertThat(notice.path("about").asText()).isEqualTo("7f2a");
        assertThat(notice.path("problem").asText()).isEqualTo("The host answered 500");
    }

    @Test
    void givenAnythingElseThenItsContentIsShown() {
        assertThat(shown("token-family-end-mail").path("content").asText()).isEqualTo(PAYLOAD);
    }
}
