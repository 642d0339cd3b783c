package dev.tokenfamily.clientpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.policy.PolicyKey;
import dev.tokenfamily.policy.PolicyParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.services.clientpolicy.condition.ClientRolesConditionFactory;
import org.keycloak.util.JsonSerialization;

/**
 * A client policy to start from, read from the files of {@code docker/client-policies}, which the build packs into the JAR.
 *
 * @param name of the folder that it came from
 * @param description of its profile, in English
 * @param forChosenClients whether it governs the clients that an admin puts under it; else its own condition says which
 * @param configured the keys that it sets, with their values
 * @param condition which clients it is for, where these are not chosen
 */
public record Preset(
        String name, String description, boolean forChosenClients, Map<String, Object> configured, JsonNode condition) {

    /** The names of all, in the order in which an admin is likely to need them. */
    public static final List<String> NAMES = List.of(
            "observe-first", "rfc9700-public", "browser-app", "native-mobile", "cli-agents", "mcp", "fapi2", "strict");

    /** Takes a copy of what it sets, so that it never changes. */
    public Preset {
        configured = Map.copyOf(configured);
    }

    /** The preset with that name; empty where there is none. */
    public static Optional<Preset> named(String name) {
        return NAMES.contains(name) ? Optional.of(read(name)) : Optional.empty();
    }

    /** The whole configuration, those keys included that have their defaults, in the order of the keys. */
    public Map<String, Object> configuration() {
        return PolicyKey.configuration(PolicyParser.rule(configured));
    }

    private static Preset read(String name) {
        JsonNode profile = file(name, "profiles").path("profiles").path(0);
        JsonNode condition = file(name, "policies")
                .path("policies")
                .path(0)
                .path("conditions")
                .path(0);
        return new Preset(
                name,
                profile.path("description").asText(),
                condition.path("condition").asText().equals(ClientRolesConditionFactory.PROVIDER_ID),
                values(profile.path("executors").path(0).path("configuration")),
                condition);
    }

    @SuppressWarnings("unchecked") // an object of JSON has texts for names
    private static Map<String, Object> values(JsonNode configuration) {
        return JsonSerialization.mapper.convertValue(configuration, Map.class);
    }

    private static JsonNode file(String preset, String part) {
        String path = "presets/" + preset + "/" + part + ".json";
        try (InputStream file = Objects.requireNonNull(Preset.class.getResourceAsStream(path), path)) {
            return JsonSerialization.mapper.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
