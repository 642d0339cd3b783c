package dev.tokenfamily.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.keycloak.util.JsonSerialization;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The examples of {@code docs/how-to/gitops.md}. */
public final class GitOpsPage {

    private static final Path PAGE = Path.of("docs/how-to/gitops.md");

    private GitOpsPage() {}

    /** The configuration for Terraform, as it is written. */
    public static String terraform() {
        return only(blocks("hcl"), "example for Terraform");
    }

    /** The file for keycloak-config-cli, as it is written. */
    public static String configCli() {
        List<String> files = blocks("yaml").stream()
                .filter(block -> !yaml(block).has("kind"))
                .toList();
        return only(files, "example for keycloak-config-cli");
    }

    /** The realm of that file. */
    public static JsonNode realmForConfigCli() {
        return yaml(configCli());
    }

    /** The custom resource of that kind, for Keycloak's operator. */
    public static JsonNode resource(String kind) {
        List<JsonNode> resources = blocks("yaml").stream()
                .map(GitOpsPage::yaml)
                .filter(block -> block.path("kind").asText().equals(kind))
                .toList();
        return only(resources, kind);
    }

    /**
     * What YAML 1.1 makes of a text, by SnakeYAML, with which keycloak-config-cli reads its files. To kubectl, too, {@code off} is a
     * boolean.
     */
    static JsonNode yaml(String text) {
        Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return JsonSerialization.mapper.valueToTree(read);
    }

    private static List<String> blocks(String language) {
        try {
            return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```")
                    .matcher(Files.readString(PAGE))
                    .results()
                    .map(block -> block.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T only(List<T> found, String what) {
        if (found.size() != 1) {
            throw new AssertionError(PAGE + " has " + found.size() + " times: " + what);
        }
        return found.get(0);
    }
}
