package dev.tokenfamily.harness.realm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the realm has saved about a request, with the details that we add to it. A text that is not there is empty.
 *
 * @param type such as {@code REFRESH_TOKEN}
 */
public record SavedEvent(
        String type, String error, String clientId, String userId, String sessionId, Map<String, String> details) {

    private static final Pattern OURS = Pattern.compile("token_family_.*|token_generation");

    private static final String VERDICT = "token_family_verdict";
    private static final String ANSWER = "token_family_answer";

    static List<SavedEvent> listOf(JsonNode events) {
        List<SavedEvent> list = new ArrayList<>();
        events.forEach(event -> list.add(of(event)));
        return list;
    }

    private static SavedEvent of(JsonNode event) {
        Map<String, String> details = new LinkedHashMap<>();
        event.path("details")
                .properties()
                .forEach(
                        detail -> details.put(detail.getKey(), detail.getValue().asText()));
        return new SavedEvent(
                event.path("type").asText(),
                event.path("error").asText(),
                event.path("clientId").asText(),
                event.path("userId").asText(),
                event.path("sessionId").asText(),
                details);
    }

    public String detail(String name) {
        return details.getOrDefault(name, "");
    }

    /** Whether the detector has said anything about the token. */
    public boolean isJudged() {
        return details.containsKey(VERDICT);
    }

    public String verdict() {
        return detail(VERDICT);
    }

    public String familyId() {
        return detail("token_family_id");
    }

    public String generation() {
        return detail("token_generation");
    }

    /** Of what kind. */
    public String reuse() {
        return detail("token_family_reuse");
    }

    public String revocationScope() {
        return detail("token_family_revocation_scope");
    }

    public String enforcement() {
        return detail("token_family_enforcement");
    }

    /** How many generations behind, where that is more than one. */
    public String graceBehind() {
        return detail("token_family_grace_behind");
    }

    public String graceDelay() {
        return detail("token_family_grace_delay");
    }

    public String graceAddress() {
        return detail("token_family_grace_address");
    }

    public String graceStreak() {
        return detail("token_family_grace_streak");
    }

    /** What is special about a catch-up, if anything is. */
    public Optional<String> catchUp() {
        return Optional.ofNullable(details.get("token_family_catch_up"));
    }

    /** Whether it is about the answer to the mail on a reuse. */
    public boolean isAnswer() {
        return details.containsKey(ANSWER);
    }

    public String answer() {
        return detail(ANSWER);
    }

    /** Those that are there without us too. */
    public Map<String, String> keycloaksDetails() {
        Map<String, String> keycloaks = new LinkedHashMap<>(details);
        keycloaks.keySet().removeIf(OURS.asMatchPredicate());
        return keycloaks;
    }
}
