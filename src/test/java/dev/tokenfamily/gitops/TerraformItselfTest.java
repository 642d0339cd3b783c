package dev.tokenfamily.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.util.JsonSerialization;

/**
 * What Terraform itself says of the example, without its provider, which cannot be had here: {@code terraform validate} would need it.
 * Skipped where there is no Terraform.
 */
final class TerraformItselfTest {

    private static final Pattern CONFIGURATION = Pattern.compile("configuration = (\\{.*?\n    })", Pattern.DOTALL);

    private final Path directory;
    private final Program terraform;

    TerraformItselfTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        Path settings = Files.writeString(directory.resolve("settings"), "");
        terraform = Program.named("terraform", "terraform, from HashiCorp's own packages")
                .in(Map.of("TF_CLI_CONFIG_FILE", settings.toString(), "CHECKPOINT_DISABLE", "1"));
    }

    @Test
    void thenItReadsTheExampleAndWouldWriteItInTheSameForm() throws IOException {
        Files.writeString(directory.resolve("main.tf"), GitOpsPage.terraform());
        assertThat(terraform.run(directory, "fmt", "-check", "-diff", "-no-color"))
                .isEmpty();
    }

    /** The provider declares each configuration as a map, and gets from Terraform what this gives. */
    @Test
    void thenEachConfigurationBecomesTheTextsThatWeTakeItFor() throws IOException {
        TerraformExample example = TerraformExample.documented();
        Matcher configurations = CONFIGURATION.matcher(GitOpsPage.terraform());
        for (JsonNode block : new JsonNode[] {
            example.resource("keycloak_realm_client_policy_profile").at("/executor/0"),
            example.resource("keycloak_realm_client_policy_profile_policy").at("/condition/0")
        }) {
            assertThat(configurations.find()).isTrue();
            assertThat(asMapOfTexts(configurations.group(1)))
                    .isEqualTo(TerraformExample.texts(block.path("configuration")));
        }
        assertThat(configurations.find()).isFalse();
    }

    private JsonNode asMapOfTexts(String expression) throws IOException {
        Path module = Files.createTempDirectory(directory, "module");
        Files.writeString(module.resolve("main.tf"), """
                output "texts" {
                  value = jsonencode(tomap(%s))
                }
                """.formatted(expression));
        terraform.run(module, "apply", "-auto-approve", "-no-color");
        String output = terraform.run(module, "output", "-raw", "texts");
        return JsonSerialization.mapper.readTree(output);
    }
}
