package dev.tokenfamily.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something to be told. What is in it is fixed when it is queued, so that a repetition says the same; neither a token nor a secret is.
 *
 * @param type what it is
 * @param realmId internal id of the realm
 * @param userId whom it concerns
 * @param subject what it is about, an id of ours
 * @param payload all of the event but what only a delivery knows ({@link #event})
 */
public record Message(EventType type, String realmId, String userId, String subject, String payload) {

    /** The queue in which messages wait for their delivery: the {@code ENTRY_KIND} of Keycloak's outbox. */
    public static final String QUEUE = "token-family-webhook";

    private static final ObjectMapper JSON = new JsonMapper();

    /**
     * A message of these data.
     *
     * @param time when it happened, epoch milliseconds
     * @param schema of the data
     */
    static Message of(
            EventType type,
            String realmId,
            String userId,
            String subject,
            long time,
            String schema,
            Map<String, Object> data) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("type", type.type());
        event.put("subject", subject);
        event.put("time", Instant.ofEpochMilli(time).toString());
        event.put("datacontenttype", "application/json");
        event.put("dataschema", schema);
        event.put("data", data);
        return new Message(type, realmId, userId, subject, written(event));
    }

    private static String written(Object event) {
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and numbers can be written", e);
        }
    }

    /**
     * The body of a delivery: a CloudEvent 1.0 in the structured mode of JSON.
     *
     * @param payload of the message
     * @param id of the entry that is delivered, for all its attempts and repetitions
     * @param source the realm, by its address
     */
    public static String event(String payload, String id, String source) {
        try {
            ObjectNode event = (ObjectNode) JSON.readTree(payload);
            event.put("id", id);
            event.put("source", source);
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Nobody else writes payloads", e);
        }
    }
}
