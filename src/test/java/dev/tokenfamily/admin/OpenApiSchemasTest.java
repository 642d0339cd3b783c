package dev.tokenfamily.admin;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.incident.Answer;
import dev.tokenfamily.incident.IncidentKind;
import dev.tokenfamily.incident.IncidentState;
import dev.tokenfamily.policy.Enforcement;
import dev.tokenfamily.policy.PolicyKey;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.policy.ValueType.Alias;
import dev.tokenfamily.policy.ValueType.Names;
import dev.tokenfamily.policy.ValueType.OneOf;
import dev.tokenfamily.policy.ValueType.Whole;
import dev.tokenfamily.policy.Warning;
import dev.tokenfamily.report.CopyPattern;
import dev.tokenfamily.report.Measure;
import dev.tokenfamily.report.Recommendation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.keycloak.models.jpa.entities.OutboxEntryStatus;

/**
 * The schemas have the fields of the records that the code answers with. Both are told in the same short words: {@code
 * integer int64}, {@code [Match]} for a list, {@code ?} behind what may be missing.
 */
class OpenApiSchemasTest {

    private static final Map<Type, String> PLAIN = Map.of(
            String.class, "string",
            boolean.class, "boolean",
            int.class, "integer int32",
            long.class, "integer int64",
            Boolean.class, "boolean",
            Integer.class, "integer int32",
            Long.class, "integer int64");

    /** What the bodies of requests are read into, with the fields that are read. */
    private static final Map<Class<?>, Set<String>> REQUESTS = Map.of(
            RevocationRequest.class, RevocationRequest.FIELDS,
            IncidentStateRequest.class, IncidentStateRequest.FIELDS,
            PresetRequest.class, PresetRequest.FIELDS,
            SetupRequest.class, SetupRequest.FIELDS,
            WebhooksRequest.class, WebhooksRequest.FIELDS);

    /** Texts that have one of a few values. */
    private static final Map<String, List<String>> CHOICES = Map.of(
            "Family.status", List.of(FamilyRepresentation.ACTIVE, FamilyRepresentation.REVOKED),
            "Incident.kind",
                    Arrays.stream(IncidentKind.values()).map(IncidentKind::text).toList(),
            "Incident.revocationScope",
                    Arrays.stream(RevocationScope.values())
                            .map(RevocationScope::text)
                            .toList(),
            "Incident.widenedTo", List.of(RevocationScope.CLIENT_SESSION.text()),
            "Incident.enforcement",
                    Arrays.stream(Enforcement.values()).map(Enforcement::text).toList(),
            "Incident.answer", Arrays.stream(Answer.values()).map(Answer::text).toList(),
            "Mail.state",
                    Arrays.stream(OutboxEntryStatus.values())
                            .map(status -> status.name().toLowerCase(Locale.ROOT))
                            .toList(),
            "Warning.id", Arrays.stream(Warning.values()).map(Warning::id).toList(),
            "Advice.id", Arrays.stream(Warning.values()).map(Warning::id).toList(),
            "Recommendation.code",
                    Arrays.stream(Recommendation.Code.values())
                            .map(Recommendation.Code::text)
                            .toList());

    private static final List<String> STATES =
            Arrays.stream(IncidentState.values()).map(IncidentState::text).toList();

    private static final List<String> PATTERNS =
            Arrays.stream(CopyPattern.values()).map(CopyPattern::code).toList();

    /** Those of the states of incidents, of the history, of forms, and of copies. */
    private static final Map<String, List<String>> MORE_CHOICES = Map.ofEntries(
            entry("End.cause", Arrays.stream(Cause.values()).map(Cause::code).toList()),
            entry("End.scope", List.of("family", "client-session", "user-session", "user", "client", "realm")),
            entry(
                    "Actor.kind",
                    Arrays.stream(Actor.Kind.values()).map(Actor.Kind::code).toList()),
            entry("Delivery.state", WebhooksResource.STATES),
            entry("FormKey.type", List.of("choice", "number", "boolean", "names")),
            entry("Pattern.code", PATTERNS),
            entry("RacingUser.code", PATTERNS),
            entry("Incident.state", STATES),
            entry("IncidentState.state", STATES),
            entry("IncidentStateRequest.state", STATES),
            entry("IncidentStateRequest.expected", STATES),
            entry("IncidentStateRequest.revoke", IncidentStateRequest.revocations()));

    private final ApiDescription description = ApiDescription.read();

    /** By the names of their schemas, from what the methods return on. */
    private final Map<String, Class<?>> records = new TreeMap<>();

    OpenApiSchemasTest() {
        ResourceMethods.all().values().forEach(method -> collect(ResourceMethods.answer(method)));
        REQUESTS.keySet().forEach(this::collect);
    }

    private void collect(Type type) {
        if (type instanceof ParameterizedType generic) {
            collect(generic.getActualTypeArguments()[0]);
        } else if (type instanceof Class<?> plain && plain.isRecord() && records.put(name(plain), plain) == null) {
            Arrays.stream(plain.getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .forEach(this::collect);
        }
    }

    private static String name(Class<?> type) {
        return type.getSimpleName().replaceFirst("Representation$", "");
    }

    @Nested
    final class WhenComparedWithTheCode {

        @Test
        void thenTheSchemasAreThese() {
            Set<String> expected = new TreeSet<>(records.keySet());
            expected.addAll(Set.of("Configuration", "Verdicts", "Refusal", "Error"));
            assertThat(ApiOperation.names(description.document().at("/components/schemas")))
                    .isEqualTo(expected);
        }

        @Test
        void thenTheFieldsAreThese() {
            records.forEach((name, type) -> {
                Map<String, String> expected = new TreeMap<>();
                for (RecordComponent component : type.getRecordComponents()) {
                    // of a request every field may be missing, but for those of which the code says otherwise
                    boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                            || (REQUESTS.containsKey(type)
                                    && (type != IncidentStateRequest.class || component.getType() == boolean.class));
                    expected.put(nameInJson(component), inCode(name, component) + (optional ? "?" : ""));
                }
                assertThat(fields(name)).as(name).isEqualTo(expected);
            });
            REQUESTS.forEach(
                    (type, fields) -> assertThat(fields(name(type)).keySet()).isEqualTo(new TreeSet<>(fields)));
        }

        @Test
        void thenAnswersAreOfTheTypesThatTheMethodsReturn() {
            ResourceMethods.all().forEach((name, method) -> {
                Type returned = ResourceMethods.answer(method);
                ApiOperation operation = description.operations().get(name);
                assertThat(operation).as(name).isNotNull();
                assertThat(described(description.answer(operation, operation.success())))
                        .as(name)
                        .isEqualTo(returned == void.class ? "" : inCode(returned));
                assertThat(operation.success()).as(name).isEqualTo(returned == void.class ? 204 : 200);
            });
        }

        @Test
        void thenTheConfigurationHasTheKeysOfTheExecutor() {
            JsonNode properties = description.schema("Configuration").path("properties");
            Map<String, String> expected = new TreeMap<>();
            for (PolicyKey key : PolicyKey.values()) {
                JsonNode property = properties.path(key.text());
                assertThat(property.path("default").asText())
                        .as(key.text())
                        .isEqualTo(key.type().defaultText());
                if (key.type() instanceof OneOf choice) {
                    expected.put(key.text(), "string " + choice.texts());
                } else if (key.type() instanceof Whole whole) {
                    expected.put(key.text(), "integer int32");
                    assertThat(property.path("minimum").asLong(-1))
                            .as(key.text())
                            .isEqualTo(whole.min());
                    assertThat(property.path("maximum").asLong(-1))
                            .as(key.text())
                            .isEqualTo(whole.max());
                } else if (key.type() instanceof Names) {
                    expected.put(key.text(), "[string]");
                } else if (key.type() instanceof Alias) {
                    expected.put(key.text(), "string");
                } else {
                    expected.put(key.text(), "boolean");
                }
            }
            assertThat(fields("Configuration")).isEqualTo(expected);
        }

        @Test
        void thenTheVerdictsAreThoseThatAreCounted() {
            assertThat(fields("Verdicts").keySet())
                    .isEqualTo(new TreeSet<>(
                            Measure.verdicts().stream().map(Measure::text).toList()));
        }
    }

    @Test
    void whenASchemaIsReadThenItExplainsEveryFieldAndAllowsNoOther() {
        description.document().at("/components/schemas").forEachEntry((name, schema) -> {
            assertThat(schema.path("additionalProperties")).as(name).hasToString("false");
            schema.path("properties").forEachEntry((field, property) -> assertThat(
                            property.path("description").asText())
                    .as(name + "." + field)
                    .isNotBlank());
        });
    }

    /** Some words of the API are methods of every object. */
    private static String nameInJson(RecordComponent component) {
        JsonProperty other = component.getAccessor().getAnnotation(JsonProperty.class);
        return other == null ? component.getName() : other.value();
    }

    private static String inCode(String schema, RecordComponent component) {
        String field = schema + "." + component.getName();
        List<String> choices = CHOICES.getOrDefault(field, MORE_CHOICES.get(field));
        return choices == null ? inCode(component.getGenericType()) : "string " + choices;
    }

    private static String inCode(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == Map.class) {
                return arguments[1] instanceof WildcardType
                        ? "object" // of whatever values a request may have
                        : Map.of(Long.class, "Verdicts").getOrDefault((Class<?>) arguments[1], "Configuration");
            }
            return "[" + inCode(arguments[0]) + "]";
        }
        Class<?> plain = (Class<?>) type;
        return plain.isEnum()
                ? "string " + Arrays.toString(plain.getEnumConstants())
                : PLAIN.getOrDefault(plain, name(plain));
    }

    private Map<String, String> fields(String name) {
        JsonNode schema = description.schema(name);
        Set<String> required = Stream.of(schema.path("required"))
                .flatMap(list -> list.valueStream().map(JsonNode::asText))
                .collect(Collectors.toSet());
        Map<String, String> fields = new TreeMap<>();
        schema.path("properties")
                .forEachEntry((field, property) ->
                        fields.put(field, described(property) + (required.contains(field) ? "" : "?")));
        assertThat(fields.keySet()).as("required of %s", name).containsAll(required);
        return fields;
    }

    private static String described(JsonNode schema) {
        JsonNode reference = schema.has("$ref") ? schema : schema.path("allOf").path(0);
        if (reference.has("$ref")) {
            return reference.path("$ref").asText().replaceFirst(".*/", "");
        }
        if (schema.path("type").asText().equals("array")) {
            return "[" + described(schema.path("items")) + "]";
        }
        List<String> choices =
                schema.path("enum").valueStream().map(JsonNode::asText).toList();
        String detail = choices.isEmpty() ? schema.path("format").asText() : choices.toString();
        return (schema.path("type").asText() + " " + detail).strip();
    }
}
