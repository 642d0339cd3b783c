package dev.tokenfamily.clientpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.keycloak.util.JsonSerialization;

/** The presets in the JAR are the files that are documented. */
final class PresetTest {

    private static final Path FILES = Path.of("docker/client-policies");

    @Test
    void givenTheFilesThenEachFolderIsAPreset() throws IOException {
        try (Stream<Path> folders = Files.list(FILES)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Preset.NAMES);
        }
    }

    @ParameterizedTest
    @FieldSource("dev.tokenfamily.clientpolicy.Preset#NAMES")
    void givenAPresetThenItIsWhatItsFilesSay(String name) throws IOException {
        Preset preset = Preset.named(name).orElseThrow();
        JsonNode profile = JsonSerialization.mapper
                .readTree(Files.readString(FILES.resolve(name).resolve("profiles.json")))
                .at("/profiles/0");
        assertThat(preset.description()).isEqualTo(profile.path("description").asText());
        assertThat(JsonSerialization.mapper.<JsonNode>valueToTree(preset.configured()))
                .isEqualTo(profile.at("/executors/0/configuration"));
        assertThat(preset.forChosenClients()).isEqualTo(!name.equals("rfc9700-public"));
    }

    /** A gateway with several egress addresses, or a phone between two networks, must not be logged out for it. */
    @ParameterizedTest
    @FieldSource("dev.tokenfamily.clientpolicy.Preset#NAMES")
    void givenAPresetThenItBindsNoRetryToAnAddress(String name) {
        assertThat(Preset.named(name).orElseThrow().configuration()).containsEntry("grace-binding", "none");
    }

    @Test
    void givenAnotherNameThenThereIsNone() {
        assertThat(Preset.named("../strict")).isEmpty();
        assertThat(Preset.named("")).isEmpty();
    }
}
