package dev.tokenfamily.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code docs/openapi.yaml} and its like, as programs read them. */
public final class ApiDescription {

    private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final String text;
    private final JsonNode document;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(Dialects.getOpenApi30());

    private ApiDescription(String text, JsonNode document) {
        this.text = text;
        this.document = document;
    }

    /** What admins call, from the working directory. */
    public static ApiDescription read() {
        return read("docs/openapi.yaml");
    }

    /** What users call, from the working directory. */
    public static ApiDescription ofSignIns() {
        return read("docs/openapi-my-sign-ins.yaml");
    }

    private static ApiDescription read(String file) {
        try {
            String text = Files.readString(Path.of(file));
            return new ApiDescription(text, new YAMLMapper().readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is not OpenAPI in it. */
    List<String> faults() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        return new OpenAPIV3Parser().readContents(text, null, options).getMessages();
    }

    JsonNode document() {
        return document;
    }

    JsonNode schema(String name) {
        return document.at("/components/schemas/" + name);
    }

    /** By verb and path, as in {@code GET /admin/realms/{realm}/token-families}. */
    public Map<String, ApiOperation> operations() {
        Map<String, ApiOperation> operations = new TreeMap<>();
        document.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((verb, node) -> {
                    if (VERBS.contains(verb)) {
                        ApiOperation operation =
                                new ApiOperation(verb.toUpperCase(Locale.ROOT), path, node, parameters(item, node));
                        operations.put(operation.toString(), operation);
                    }
                }));
        return operations;
    }

    /** Those of the path apply to all its operations. */
    private List<JsonNode> parameters(JsonNode path, JsonNode operation) {
        List<JsonNode> parameters = new ArrayList<>();
        path.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        operation.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        return parameters;
    }

    /** What is meant, where there is a reference. */
    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** The schema of that answer; missing where it has no body, or is not described. */
    JsonNode answer(ApiOperation operation, int status) {
        return resolved(operation.node().path("responses").path(Integer.toString(status)))
                .path("content")
                .path("application/json")
                .path("schema");
    }

    /** What of that answer is not as described. */
    public List<String> violations(ApiOperation operation, int status, JsonNode body) {
        if (!operation.statuses().contains(status)) {
            return List.of("The status " + status + " is not described");
        }
        JsonNode schema = answer(operation, status);
        if (schema.isMissingNode()) {
            return body.isMissingNode() ? List.of() : List.of("A body is not described");
        }
        return violations(schema, body);
    }

    List<String> violations(JsonNode schema, JsonNode value) {
        ObjectNode selfContained = schema.deepCopy();
        selfContained.set("components", document.path("components")); // where its references lead
        return schemas.getSchema(selfContained).validate(value).stream()
                .map(Error::toString)
                .toList();
    }
}
