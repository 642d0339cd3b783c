package dev.tokenfamily.clientpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.upgrade.NextKeycloak;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.idm.ClientPolicyConditionRepresentation;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.util.JsonSerialization;

/** The configurations of executors and conditions, as this Keycloak and the next one give them. */
final class StoredConfigurationTest {

    private static final String CONDITION = ClientPolicyConditionRepresentation.class.getName();
    private static final String EXECUTOR = ClientPolicyExecutorRepresentation.class.getName();

    /** All that JSON has. */
    static Stream<String> configurations() {
        return Stream.of(
                "{}",
                "{\"grace-period-seconds\":\"7\",\"notify-user\":true,\"n\":1.5,\"deep\":{\"list\":[1,null,\"x\"]}}",
                "\"text\"",
                "\"\"",
                "[]",
                "[[1]]",
                "7",
                "true");
    }

    private static String stored(String member, String configuration) {
        return "{\"" + member + "\":\"id\",\"configuration\":" + configuration + "}";
    }

    @Nested
    final class GivenTheKeycloakOfTheBuild {

        @ParameterizedTest
        @MethodSource("dev.tokenfamily.clientpolicy.StoredConfigurationTest#configurations")
        void thenTheyAreWhatIsStored(String configuration) throws IOException {
            JsonNode expected = JsonSerialization.mapper.readTree(configuration);
            assertThat(StoredConfiguration.of(JsonSerialization.readValue(
                            stored("condition", configuration), ClientPolicyConditionRepresentation.class)))
                    .isEqualTo(expected);
            assertThat(StoredConfiguration.of(JsonSerialization.readValue(
                            stored("executor", configuration), ClientPolicyExecutorRepresentation.class)))
                    .isEqualTo(expected);
        }

        @Test
        void whenNoneIsStoredThenThereIsNone() {
            assertThat(StoredConfiguration.of(new ClientPolicyConditionRepresentation()))
                    .isNull();
            assertThat(StoredConfiguration.of(new ClientPolicyExecutorRepresentation()))
                    .isNull();
        }
    }

    /** With its classes, where ours link as they would there. */
    @Nested
    final class GivenTheNextKeycloak {

        private @Nullable Object read(String representation, String json)
                throws IOException, ReflectiveOperationException {
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            try (NextKeycloak next = new NextKeycloak()) {
                Thread.currentThread().setContextClassLoader(next); // by which it finds its services
                Class<?> type = next.loadClass(representation);
                Object read = next.loadClass(JsonSerialization.class.getName())
                        .getMethod("readValue", String.class, Class.class)
                        .invoke(null, json, type);
                Method of = next.loadClass(StoredConfiguration.class.getName()).getDeclaredMethod("of", type);
                of.setAccessible(true);
                return of.invoke(null, read);
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
        }

        @ParameterizedTest
        @MethodSource("dev.tokenfamily.clientpolicy.StoredConfigurationTest#configurations")
        void thenTheyAreTheSame(String configuration) throws IOException, ReflectiveOperationException {
            JsonNode expected = JsonSerialization.mapper.readTree(configuration);
            assertThat(read(CONDITION, stored("condition", configuration))).isEqualTo(expected);
            assertThat(read(EXECUTOR, stored("executor", configuration))).isEqualTo(expected);
        }

        @Test
        void whenNoneIsStoredThenThereIsNone() throws IOException, ReflectiveOperationException {
            assertThat(read(CONDITION, "{}")).isNull();
            assertThat(read(EXECUTOR, "{}")).isNull();
        }
    }
}
