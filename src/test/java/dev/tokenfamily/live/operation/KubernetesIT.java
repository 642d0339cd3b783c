package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The custom resources of {@code docs/how-to/gitops.md}, as far as a Keycloak without Kubernetes can tell. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
class KubernetesIT {

    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private final KeycloakServer server;

    KubernetesIT(KeycloakServer server) {
        this.server = server;
    }

    private static JsonNode resource(String kind) throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("docs/how-to/gitops.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        for (String block : blocks) {
            JsonNode resource = new YAMLMapper().readTree(block);
            if (resource.path("kind").asText().equals(kind)) {
                return resource.path("spec");
            }
        }
        throw new AssertionError("docs/how-to/gitops.md has no " + kind);
    }

    @Test
    void givenTheRealmOfTheImportThenItsClientIsGoverned() throws IOException {
        ObjectNode representation =
                resource("KeycloakRealmImport").path("realm").deepCopy();
        representation.putArray("users").addPOJO(TestRealm.user("alice"));
        ((ObjectNode) representation.path("clients").path(0)).put("directAccessGrantsEnabled", true);
        String realm = representation.path("realm").asText();

        AdminApi.expectSuccess(new AdminApi(server.url()).post("", representation));

        App spa = new App(server.url().resolve("/realms/" + realm), "spa", null);
        Tokens first = spa.login("alice");
        assertThat(spa.refreshed(first).generation()).isEqualTo(1);
        assertThat(spa.refreshed(spa.refreshed(first)).generation())
                .as("observed: nobody loses a token")
                .isPositive();
    }

    @Test
    void thenItsServerOptionIsOneThatIsDocumented() throws IOException {
        String documented = Files.readString(Path.of("docs/reference/server-options.md"));
        JsonNode options = resource("Keycloak").path("additionalOptions");

        assertThat(options).isNotEmpty().allSatisfy(option -> assertThat(documented)
                .contains("--" + option.path("name").asText() + "="
                        + option.path("value").asText()));
    }
}
