package dev.tokenfamily.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.keycloak.models.Constants;

/** The description of the operations is valid OpenAPI, and says what the code does. */
class OpenApiTest {

    private final ApiDescription description = ApiDescription.read();
    private final Map<String, ApiOperation> described = description.operations();

    @Test
    void whenReadByAParserThenItIsValid() {
        assertThat(description.faults()).isEmpty();
    }

    @Test
    void whenTheDescriptionForUsersIsReadByAParserThenItIsValid() {
        assertThat(ApiDescription.ofSignIns().faults()).isEmpty();
        assertThat(ApiDescription.ofSignIns().operations()).hasSize(4);
    }

    @Test
    void whenReferencesAreFollowedThenTheyLeadToEveryComponent() {
        Set<String> components = new TreeSet<>();
        for (String kind : Set.of("parameters", "responses", "schemas")) {
            ApiOperation.names(description.document().path("components").path(kind))
                    .forEach(name -> components.add("#/components/" + kind + "/" + name));
        }
        assertThat(new TreeSet<>(description.document().findValuesAsText("$ref")))
                .isEqualTo(components);
    }

    @Nested
    final class WhenComparedWithTheCode {

        @Test
        void thenTheOperationsAreThese() {
            assertThat(described.keySet()).isEqualTo(ResourceMethods.all().keySet());
        }

        @Test
        void thenTheMediaTypesAreThese() {
            forEach((operation, method) -> {
                assertThat(operation.consumes())
                        .as("%s consumes", operation)
                        .isEqualTo(mediaTypes(method, Consumes.class, Consumes::value));
                Set<String> answers = operation.node().path("responses").path("200").findValues("content").stream()
                        .flatMap(content -> ApiOperation.names(content).stream())
                        .collect(Collectors.toSet());
                assertThat(answers)
                        .as("%s produces", operation)
                        .isEqualTo(
                                ResourceMethods.answer(method) == void.class
                                        ? Set.of()
                                        : mediaTypes(method, Produces.class, Produces::value));
            });
        }

        @Test
        void thenThePathParametersAreThese() {
            forEach((operation, method) -> {
                Set<String> names = new TreeSet<>(Set.of("realm"));
                Arrays.stream(method.getParameters())
                        .filter(parameter -> parameter.isAnnotationPresent(PathParam.class))
                        .forEach(parameter -> names.add(
                                parameter.getAnnotation(PathParam.class).value()));
                assertThat(operation.parameters("path")).as("%s", operation).isEqualTo(names);
                names.forEach(name -> {
                    assertThat(operation.path()).contains("{" + name + "}");
                    assertThat(operation.parameter(name).path("required").asBoolean())
                            .isTrue();
                });
            });
        }

        @Test
        void thenTheQueryParametersAreThese() {
            Map<String, Set<String>> known = Map.ofEntries(
                    parameters("GET", "", FamilyLookup.LIST),
                    parameters("GET", "/count", FamilyLookup.COUNT),
                    parameters("GET", "/incidents", IncidentLookup.LIST),
                    parameters("GET", "/incidents/count", IncidentLookup.COUNT),
                    parameters("GET", "/history", HistoryLookup.HISTORY),
                    parameters("GET", "/users/{userId}/data", ExportPage.PARAMETERS),
                    parameters("GET", "/report", ReportLookup.PARAMETERS),
                    parameters("GET", "/report/copies", CopiesLookup.PARAMETERS),
                    parameters("GET", "/clients", ClientLookup.LIST),
                    parameters("GET", "/clients/count", ClientLookup.COUNT),
                    parameters("GET", "/webhooks/deliveries", WebhooksResource.DELIVERIES),
                    parameters("GET", "/presets/form", PresetsResource.FORM),
                    parameters("DELETE", "/presets/{name}", PresetsResource.REMOVAL),
                    // what the code says on this one is held against the description by OpenApiIT
                    parameters("GET", "/policy", Set.of("clientId", "userId")));
            described.forEach((name, operation) -> assertThat(operation.parameters("query"))
                    .as(name)
                    .isEqualTo(new TreeSet<>(known.getOrDefault(name, Set.of()))));
        }

        private static Map.Entry<String, Set<String>> parameters(String method, String path, Set<String> names) {
            return Map.entry(method + " " + ResourceMethods.ROOT + path, names);
        }

        @Test
        void thenPagesAreTheSame() {
            for (String list : Set.of("", "/incidents", "/clients")) {
                ApiOperation operation = Objects.requireNonNull(described.get("GET " + ResourceMethods.ROOT + list));
                assertThat(operation.parameter("first").at("/schema/default").asInt(-1))
                        .isZero();
                JsonNode max = operation.parameter("max");
                assertThat(max.at("/schema/default").asInt()).isEqualTo(Constants.DEFAULT_MAX_RESULTS);
                assertThat(max.path("description").asText()).contains(" " + QueryParameters.LARGEST_PAGE + ",");
            }
        }

        @Test
        void thenWhatIsLimitedIsLimitedAsItSays() {
            for (String path : Set.of("", "/incidents")) {
                ApiOperation list = Objects.requireNonNull(described.get("GET " + ResourceMethods.ROOT + path));
                ApiOperation count =
                        Objects.requireNonNull(described.get("GET " + ResourceMethods.ROOT + path + "/count"));
                assertThat(Stream.of(list.parameter("newest"), count.parameter("newest"), count.parameter("max"))
                                .map(parameter ->
                                        parameter.at("/schema/maximum").asInt()))
                        .containsOnly(QueryParameters.HIGHEST_LIMIT);
            }
        }

        @Test
        void thenAnExportHasAsMuchAsItSays() {
            assertThat(description
                            .document()
                            .at("/components/parameters/exportMax/schema/maximum")
                            .asInt())
                    .isEqualTo(ExportPage.MOST);
        }

        @Test
        void thenFiltersHaveTheValuesOfTheFields() {
            assertThat(description.document().at("/components/parameters/status/schema/enum"))
                    .isEqualTo(description.schema("Family").at("/properties/status/enum"));
            assertThat(description.document().at("/components/parameters/enforcement/schema/enum"))
                    .isEqualTo(description.schema("Incident").at("/properties/enforcement/enum"));
            assertThat(description.document().at("/components/parameters/state/schema/enum"))
                    .isEqualTo(description.schema("Incident").at("/properties/state/enum"));
        }
    }

    private void forEach(BiConsumer<ApiOperation, Method> check) {
        ResourceMethods.all().forEach((name, method) -> {
            ApiOperation operation = described.get(name);
            assertThat(operation).as(name).isNotNull();
            check.accept(operation, method);
        });
    }

    /** Of the method, or else of its class. */
    private static <A extends Annotation> Set<String> mediaTypes(
            Method method, Class<A> annotation, Function<A, String[]> value) {
        return Stream.of(method, method.getDeclaringClass())
                .filter(place -> place.isAnnotationPresent(annotation))
                .findFirst()
                .map(place -> Set.of(value.apply(place.getAnnotation(annotation))))
                .orElse(Set.of());
    }

    @Test
    void whenAnOperationTakesInputThenItSaysWhatHappensToWrongInput() {
        described.forEach((name, operation) -> {
            boolean body = !operation.consumes().isEmpty();
            Set<Integer> expected = new LinkedHashSet<>(Set.of(operation.success(), 401, 403, 404));
            if (body || !operation.parameters("query").isEmpty()) {
                expected.add(400);
            }
            if (body) {
                expected.addAll(Set.of(413, 415));
            }
            Set<Integer> statuses = operation.statuses();
            statuses.remove(503); // of those that need our table
            statuses.remove(409); // of those that find something else than they were told or can read
            assertThat(statuses).as(name).containsExactlyInAnyOrderElementsOf(expected);
        });
    }

    @Test
    void whenExamplesAreHeldAgainstTheirSchemasThenTheyFit() {
        for (JsonNode parent : description.document().findParents("example")) {
            JsonNode schema = parent.has("schema") ? parent.path("schema") : parent;
            assertThat(description.violations(schema, parent.path("example")))
                    .as("%s", parent.path("example"))
                    .isEmpty();
        }
    }
}
