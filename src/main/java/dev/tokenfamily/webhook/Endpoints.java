package dev.tokenfamily.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The receivers of a realm, as an attribute of the realm keeps them. It can be written past us, by Keycloak's own admin REST API, so
 * that whoever reads it finds out what is wrong with it, too.
 *
 * @param list in the order of the configuration
 */
public record Endpoints(List<Endpoint> list) {

    /** The attribute of a realm that keeps them. */
    public static final String ATTRIBUTE = "tokenFamily.webhooks";

    /** A realm without webhooks. */
    public static final Endpoints NONE = new Endpoints(List.of());

    private static final int MOST = 5;

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A copy that nobody changes.
     *
     * @throws InvalidWebhooksException if there are too many of them, or two of one id
     */
    public Endpoints {
        list = List.copyOf(list);
        if (list.size() > MOST) {
            throw new InvalidWebhooksException("A realm has %d webhooks at most".formatted(MOST));
        }
        if (list.stream().map(Endpoint::id).distinct().count() < list.size()) {
            throw new InvalidWebhooksException("Two webhooks have the same id");
        }
    }

    /**
     * What the attribute keeps; {@link #NONE} where there is none.
     *
     * @throws InvalidWebhooksException if it is wrong
     */
    public static Endpoints parse(@Nullable String attribute) {
        if (attribute == null || attribute.isBlank()) {
            return NONE;
        }
        try {
            return of(JSON.readTree(attribute));
        } catch (JsonProcessingException e) {
            throw new InvalidWebhooksException("The webhooks of the realm are not valid JSON");
        }
    }

    /**
     * The endpoints in a list of JSON.
     *
     * @throws InvalidWebhooksException if anything is wrong with it
     */
    public static Endpoints of(JsonNode array) {
        if (!array.isArray()) {
            throw new InvalidWebhooksException("The webhooks must be a list");
        }
        List<Endpoint> list = new ArrayList<>();
        array.forEach(node -> list.add(endpoint(node)));
        return new Endpoints(list);
    }

    private static Endpoint endpoint(JsonNode node) {
        node.fieldNames().forEachRemaining(name -> {
            if (!Set.of("id", "url", "secrets", "events").contains(name)) {
                throw new InvalidWebhooksException(
                        "A webhook has no field '%s'".formatted(InvalidWebhooksException.shown(name)));
            }
        });
        String id = text(node.path("id"), "id");
        Set<EventType> events = EnumSet.noneOf(EventType.class);
        texts(node, "events")
                .forEach(text -> events.add(EventType.parse(text)
                        .orElseThrow(() -> new InvalidWebhooksException("There is no event '%s'; known are %s"
                                .formatted(InvalidWebhooksException.shown(text), EventType.texts())))));
        return new Endpoint(id, Endpoint.url(id, text(node.path("url"), "url")), texts(node, "secrets"), events);
    }

    private static List<String> texts(JsonNode node, String field) {
        JsonNode array = node.path(field);
        if (!array.isArray()) {
            throw new InvalidWebhooksException("The field '%s' of a webhook must be a list of texts".formatted(field));
        }
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(text(one, field)));
        return texts;
    }

    private static String text(JsonNode node, String field) {
        if (!node.isTextual() || node.textValue().chars().anyMatch(Character::isISOControl)) {
            throw new InvalidWebhooksException("The field '%s' of a webhook must be a text".formatted(field));
        }
        return node.textValue();
    }

    /** What the attribute keeps of them. */
    public String json() {
        ArrayNode array = JSON.createArrayNode();
        for (Endpoint endpoint : list) {
            ObjectNode node = array.addObject();
            node.put("id", endpoint.id());
            node.put("url", endpoint.url().toString());
            endpoint.secrets().forEach(node.putArray("secrets")::add);
            endpoint.events().stream().sorted().map(EventType::text).forEach(node.putArray("events")::add);
        }
        return array.toString();
    }

    /** The one of that id; empty where there is none (any more). */
    public Optional<Endpoint> find(String id) {
        return list.stream().filter(endpoint -> endpoint.id().equals(id)).findFirst();
    }
}
