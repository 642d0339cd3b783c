package dev.tokenfamily.selfservice;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.FamilyName;
import dev.tokenfamily.incident.Answer;
import dev.tokenfamily.request.JsonBody;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The body that begins an action: one object of JSON, with exactly the fields that its action has. */
final class ActionRequest {

    private static final int LONGEST = 4 * 1024;

    private static final String ACTION = "action";

    private static final Map<String, Set<String>> FIELDS = Map.of(
            WantedAction.EndOne.TEXT, Set.of(ACTION, "family"),
            WantedAction.EndOthers.TEXT, Set.of(ACTION),
            WantedAction.EndAll.TEXT, Set.of(ACTION),
            WantedAction.Name.TEXT, Set.of(ACTION, "family", "name"),
            WantedAction.Answering.TEXT, Set.of(ACTION, "incident", "answer"));

    private static final JsonBody<Refused> JSON = new JsonBody<>(LONGEST, Refused::tooLarge, Refused::invalid);

    private ActionRequest() {}

    /** Reads a body; refuses anything else than an action. */
    static WantedAction read(InputStream body) throws IOException {
        JsonNode object = JSON.read(body);
        if (!object.isObject()) {
            throw Refused.invalid("The body must be a JSON object");
        }
        String action = text(object, ACTION);
        @Nullable Set<String> fields = FIELDS.get(action);
        if (fields == null) {
            throw Refused.invalid("The field 'action' must be one of " + new TreeSet<>(FIELDS.keySet()));
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw Refused.invalid("Unknown field; the action '%s' has %s".formatted(action, new TreeSet<>(fields)));
            }
        });
        return switch (action) {
            case WantedAction.EndOthers.TEXT -> new WantedAction.EndOthers();
            case WantedAction.EndAll.TEXT -> new WantedAction.EndAll();
            case WantedAction.EndOne.TEXT -> new WantedAction.EndOne(id(object, "family"));
            case WantedAction.Name.TEXT -> new WantedAction.Name(id(object, "family"), name(object));
            default -> new WantedAction.Answering(id(object, "incident"), answer(object));
        };
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isTextual()) {
            throw Refused.invalid("The field '%s' must be a text".formatted(field));
        }
        return value.textValue();
    }

    private static String id(JsonNode object, String field) {
        String id = text(object, field);
        if (!FamilyClaim.isId(id)) { // an incident's is of the same characters
            throw Refused.invalid("The field '%s' must be an id".formatted(field));
        }
        return id;
    }

    private static @Nullable String name(JsonNode object) {
        String name = text(object, "name");
        return name.isEmpty()
                ? null
                : FamilyName.parse(name)
                        .orElseThrow(() -> Refused.invalid(
                                "The field 'name' must have 1 to %d characters, none of them a control character"
                                        .formatted(FamilyName.LONGEST)));
    }

    private static Answer answer(JsonNode object) {
        return Answer.parse(text(object, "answer"))
                .orElseThrow(() -> Refused.invalid("The field 'answer' must be 'me' or 'not-me'"));
    }
}
