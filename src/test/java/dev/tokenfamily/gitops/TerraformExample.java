package dev.tokenfamily.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenfamily.harness.Program;
import dev.tokenfamily.harness.page.NodeModules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.util.JsonSerialization;

/**
 * A Terraform configuration, read by the language's own parser (HashiCorp's, as npm's {@code @cdktn/hcl2json} has it), and what the
 * provider {@code keycloak/keycloak} sends for it, as its source describes.
 */
public final class TerraformExample {

    private static final Pattern JSON_ENCODED = Pattern.compile("\\$\\{jsonencode\\((.*)\\)}", Pattern.DOTALL);

    private final JsonNode json;

    private TerraformExample(JsonNode json) {
        this.json = json;
    }

    /** The one of the documents. Without Node.js and npm the test is skipped. */
    public static TerraformExample documented() {
        return of(GitOpsPage.terraform());
    }

    static TerraformExample of(String configuration) {
        Path clients = NodeModules.install();
        try {
            Path directory = Files.createTempDirectory("terraform");
            Path file = Files.writeString(directory.resolve("main.tf"), configuration);
            Path json = directory.resolve("main.tf.json");
            Program.named("node", "nodejs").run(clients, "hcl.mjs", file.toString(), json.toString());
            return new TerraformExample(JsonSerialization.mapper.readTree(json.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All resources: by type, and by name. */
    JsonNode resources() {
        return json.path("resource");
    }

    /** The only resource of that type. */
    JsonNode resource(String type) {
        JsonNode ofType = resources().path(type);
        if (ofType.size() != 1) {
            throw new AssertionError(ofType.size() + " of " + type);
        }
        return ofType.elements().next().path(0);
    }

    /** The client profile that is added to those of the realm. */
    public ObjectNode profile() {
        JsonNode resource = resource("keycloak_realm_client_policy_profile");
        ObjectNode profile = named(resource);
        ArrayNode executors = profile.putArray("executors");
        resource.path("executor").forEach(executor -> executors.add(sent("executor", executor)));
        return profile;
    }

    /** The client policy that is added to those of the realm. */
    public ObjectNode policy() {
        JsonNode resource = resource("keycloak_realm_client_policy_profile_policy");
        ObjectNode policy = named(resource);
        policy.put("enabled", resource.path("enabled").asBoolean(true));
        ArrayNode conditions = policy.putArray("conditions");
        resource.path("condition").forEach(condition -> conditions.add(sent("condition", condition)));
        ArrayNode profiles = policy.putArray("profiles");
        resource.path("profiles").forEach(profile -> profiles.add(referredTo(profile.asText())));
        return policy;
    }

    private static ObjectNode named(JsonNode resource) {
        return JsonSerialization.mapper
                .createObjectNode()
                .put("name", resource.path("name").asText())
                .put("description", resource.path("description").asText());
    }

    /** The value of an attribute of another resource. */
    private String referredTo(String expression) {
        String[] parts = expression.replaceAll("^\\$\\{|}$", "").split("\\.", -1);
        JsonNode value = resources().path(parts[0]).path(parts[1]).path(0).path(parts[2]);
        if (!value.isTextual()) {
            throw new AssertionError("Nothing is " + expression);
        }
        return value.asText();
    }

    /**
     * An executor or a condition: the values of its configuration are texts, and a text that begins like an object or a list of JSON is
     * sent as what it contains, except in the condition {@code client-attributes}.
     */
    private static ObjectNode sent(String kind, JsonNode block) {
        String name = block.path("name").asText();
        ObjectNode sent = JsonSerialization.mapper.createObjectNode().put(kind, name);
        ObjectNode configuration = sent.putObject("configuration");
        texts(block.path("configuration")).forEachEntry((key, text) -> {
            boolean json = text.asText().startsWith("[") || text.asText().startsWith("{");
            configuration.set(key, json && !name.equals("client-attributes") ? parsed(text.asText()) : text);
        });
        return sent;
    }

    /** What Terraform makes of a map: all its values are texts. */
    static ObjectNode texts(JsonNode map) {
        ObjectNode texts = JsonSerialization.mapper.createObjectNode();
        map.forEachEntry((key, value) -> {
            Matcher encoded = JSON_ENCODED.matcher(value.asText());
            texts.put(key, encoded.matches() ? parsed(encoded.group(1)).toString() : value.asText());
        });
        return texts;
    }

    private static JsonNode parsed(String text) {
        try {
            return JsonSerialization.mapper.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("No JSON, so it must be evaluated by Terraform: " + text, e);
        }
    }
}
