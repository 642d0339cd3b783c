package dev.tokenfamily.live.refresh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.realm.SavedEvent;
import dev.tokenfamily.harness.realm.TestRealm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a refused refresh comes to: its answer, the events of it, and the state of its family. */
record Refused(Response answer, List<SavedEvent> events, JsonNode row) {

    static Refused of(TestRealm realm, String client, String family, Response answer) {
        List<SavedEvent> refusals = realm.events(client).stream()
                .filter(event -> event.type().equals("REFRESH_TOKEN_ERROR"))
                .toList();
        return new Refused(answer, refusals, realm.inside().row(family));
    }

    Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
        headers.keySet().removeAll(List.of("content-length", "date"));
        return headers;
    }

    JsonNode withoutUri() {
        return ((ObjectNode) answer.json()).without("error_uri");
    }

    /** With what is the same in all realms. */
    List<String> told() {
        return events.stream()
                .map(event -> String.join(
                        " ",
                        event.error(),
                        event.userId().isEmpty() ? "of nobody" : "of a user",
                        event.verdict(),
                        event.detail("reason"),
                        event.generation(),
                        event.details().keySet().toString()))
                .toList();
    }
}
