package dev.tokenfamily.clientpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.tokenfamily.StoredModels;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyParser;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.RealmModel;
import org.keycloak.util.JsonSerialization;

/** From the JSON of a client profile to a policy. */
final class RotationExecutorConfigurationTest {

    private static final RealmModel REALM = StoredModels.realm("realm");

    private static RotationExecutorConfiguration stored(String json) throws IOException {
        return JsonSerialization.readValue(json, RotationExecutorConfiguration.class);
    }

    @Nested
    final class GivenAValidOne {

        private static final String AS_STRINGS = """
                {"grace-period-seconds": "30", "exempt-sender-constrained": "true", "revocation-scope": "user"}""";

        private static final String AS_JSON = """
                {"grace-period-seconds": 30, "exempt-sender-constrained": true, "revocation-scope": "user"}""";

        @ParameterizedTest
        @ValueSource(strings = {AS_STRINGS, AS_JSON})
        void thenItIsReadHoweverItsValuesAreWritten(String json) throws IOException {
            Policy expected = PolicyParser.parse(
                    Map.of("grace-period-seconds", 30, "exempt-sender-constrained", true, "revocation-scope", "user"));
            assertThat(stored(json).ruleIn(REALM).policy()).isEqualTo(expected);
        }

        @Test
        void thenItMayBeSaved() throws IOException {
            assertThat(stored(AS_JSON).validateConfig()).isTrue();
            assertThat(stored("{}").validateConfig()).isTrue();
        }

        @Test
        void thenItIsWrittenAsItWasRead() throws IOException {
            assertThat(JsonSerialization.mapper.readTree(JsonSerialization.writeValueAsString(stored(AS_STRINGS))))
                    .isEqualTo(JsonSerialization.mapper.readTree(AS_STRINGS));
        }
    }

    /** As Keycloak does it, before it asks and at each request. */
    private static RotationExecutorConfiguration converted(@Nullable JsonNode node) {
        return JsonSerialization.mapper.convertValue(node, RotationExecutorConfiguration.class);
    }

    @Nested
    final class GivenNoJsonObject {

        @ParameterizedTest
        @ValueSource(strings = {"\"text\"", "\"\"", "[]", "[{}]", "7", "1.5", "true"})
        void thenItIsReadAndTheDefaultsApply(String json) throws IOException {
            RotationExecutorConfiguration configuration = converted(JsonSerialization.mapper.readTree(json));
            assertThat(configuration.ruleIn(REALM).policy()).isEqualTo(PolicyParser.parse(Map.of()));
        }

        @Test
        void thenNullMeansTheDefaultsAndMayBeSaved() {
            for (JsonNode none : Arrays.asList(NullNode.getInstance(), null)) {
                assertThat(converted(none).validateConfig()).isTrue();
                assertThat(converted(none).ruleIn(REALM).policy()).isEqualTo(PolicyParser.parse(Map.of()));
            }
        }
    }

    @Nested
    final class GivenAnInvalidOneThatIsStoredNevertheless {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"grace-period-seconds\": -1, \"revocation-scope\": \"user\"}",
                    "{\"a-key-of-a-later-version\": true}",
                    "{\"rotation\": {\"nested\": 1}}",
                    "{\"on-reuse-required-action\": 7}"
                })
        void thenTheDefaultsApply(String json) throws IOException {
            assertThat(stored(json).ruleIn(REALM).policy()).isEqualTo(PolicyParser.parse(Map.of()));
        }
    }
}
