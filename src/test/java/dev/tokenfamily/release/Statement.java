package dev.tokenfamily.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A provenance statement, read by the rules of in-toto's Statement v1 and SLSA's provenance v1. They publish no JSON schema: these are
 * the fields of their Protobuf schemas, with what the text of both requires of them.
 */
public final class Statement {

    private final JsonNode root;

    private Statement(JsonNode root) {
        this.root = root;
    }

    /** Fails where it breaks a rule. */
    public static Statement in(Path file) throws IOException {
        Statement statement = new Statement(new ObjectMapper().readTree(file.toFile()));
        statement.assertRules();
        return statement;
    }

    private void assertRules() {
        assertFields(root, Set.of("_type", "subject", "predicateType", "predicate"));
        assertThat(root.path("_type").asText()).isEqualTo("https://in-toto.io/Statement/v1");
        assertThat(root.path("predicateType").asText()).isEqualTo("https://slsa.dev/provenance/v1");
        assertThat(root.path("subject").isArray()).isTrue();
        assertThat(root.path("subject")).isNotEmpty().allSatisfy(subject -> {
            assertDescribes(subject);
            assertThat(subject.path("digest").path("sha256").asText()).matches("[0-9a-f]{64}");
        });
        assertThat(root.path("subject").findValuesAsText("name")).doesNotHaveDuplicates();

        JsonNode predicate = root.path("predicate");
        assertFields(predicate, Set.of("buildDefinition", "runDetails"));
        JsonNode definition = predicate.path("buildDefinition");
        assertFields(
                definition, Set.of("buildType", "externalParameters", "internalParameters", "resolvedDependencies"));
        assertUri(definition.path("buildType"));
        assertThat(definition.path("externalParameters").isObject()).isTrue();
        assertThat(definition.path("resolvedDependencies")).isNotEmpty().allSatisfy(dependency -> {
            assertDescribes(dependency);
            assertUri(dependency.path("uri"));
        });
        JsonNode run = predicate.path("runDetails");
        assertFields(run, Set.of("builder", "metadata", "byproducts"));
        assertFields(run.path("builder"), Set.of("id", "version", "builderDependencies"));
        assertUri(run.path("builder").path("id"));
    }

    /** A ResourceDescriptor has an address, a digest or content, and only known fields. */
    private static void assertDescribes(JsonNode resource) {
        assertFields(
                resource, Set.of("name", "uri", "digest", "content", "downloadLocation", "mediaType", "annotations"));
        assertThat(resource.has("uri") || resource.has("digest") || resource.has("content"))
                .isTrue();
        assertThat(resource.path("digest"))
                .allSatisfy(digest -> assertThat(digest.asText()).matches("[0-9a-f]+"));
    }

    private static void assertFields(JsonNode object, Set<String> known) {
        assertThat(object.isObject()).isTrue();
        assertThat(object.fieldNames()).toIterable().isNotEmpty().isSubsetOf(known);
    }

    private static void assertUri(JsonNode uri) {
        assertThat(URI.create(uri.asText()).isAbsolute()).as(uri.asText()).isTrue();
    }

    /** The digests of what it is about, by name. */
    public SortedMap<String, String> digests() {
        SortedMap<String, String> digests = new TreeMap<>();
        root.path("subject")
                .forEach(subject -> digests.put(
                        subject.path("name").asText(),
                        subject.path("digest").path("sha256").asText()));
        return digests;
    }

    /** The one thing that it was built from: {@code uri} and {@code gitCommit}. */
    public String source() {
        JsonNode dependencies = root.path("predicate").path("buildDefinition").path("resolvedDependencies");
        assertThat(dependencies).hasSize(1);
        return dependencies.path(0).path("uri").asText() + " "
                + dependencies.path(0).path("digest").path("gitCommit").asText();
    }

    /** What somebody chose for the build. */
    public String parameter(String name) {
        return root.path("predicate")
                .path("buildDefinition")
                .path("externalParameters")
                .path(name)
                .asText();
    }

    /** Who built it. */
    public String builder() {
        return root.path("predicate")
                .path("runDetails")
                .path("builder")
                .path("id")
                .asText();
    }
}
