package dev.tokenfamily.live.library;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keycloak.util.JsonSerialization;

/** What the presets of {@code docker/client-policies} set. */
final class Presets {

    private Presets() {}

    /** The configuration of its executor. */
    static Map<String, Object> configuration(String preset) {
        Path file = Path.of("docker/client-policies", preset, "profiles.json");
        try {
            JsonNode executor = JsonSerialization.mapper
                    .readTree(file.toFile())
                    .path("profiles")
                    .path(0)
                    .path("executors")
                    .path(0);
            Map<String, Object> configuration = new LinkedHashMap<>();
            executor.path("configuration")
                    .properties()
                    .forEach(key -> configuration.put(
                            key.getKey(), JsonSerialization.mapper.convertValue(key.getValue(), Object.class)));
            return configuration;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether nobody is logged out in the scenario under that preset: only those who are offline for longer than it recovers what was lost. */
    static boolean promises(String preset, Scenario scenario) {
        Object recovery = configuration(preset).getOrDefault("late-recovery-seconds", 0);
        return scenario != Scenario.OFFLINE || Integer.parseInt(recovery.toString()) > Scenario.OFFLINE_SECONDS;
    }
}
