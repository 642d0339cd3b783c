package dev.tokenfamily.clientpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.policy.PolicyKey;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.provider.ProviderConfigProperty;

/** The form that the admin console shows for the executor. */
final class RotationExecutorFactoryTest {

    private final List<ProviderConfigProperty> form = new RotationExecutorFactory().getConfigProperties();

    private ProviderConfigProperty field(String key) {
        return form.stream().filter(f -> f.getName().equals(key)).findFirst().orElseThrow();
    }

    @Nested
    final class GivenTheKeysOfAPolicy {

        @Test
        void thenEachHasAFieldInTheirOrder() {
            assertThat(form)
                    .extracting(ProviderConfigProperty::getName)
                    .containsExactlyElementsOf(Arrays.stream(PolicyKey.values())
                            .map(PolicyKey::text)
                            .toList());
        }

        @Test
        void thenTheirLabelsAndHelpsAreKeysOfMessages() {
            assertThat(form).allSatisfy(field -> {
                assertThat(field.getLabel()).isEqualTo("token-family." + field.getName());
                assertThat(field.getHelpText()).isEqualTo("token-family." + field.getName() + ".help");
            });
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "rotation | List | on-use | on-use off",
                    "grace-binding | List | none | none ip-address ip-prefix key",
                    "grace-binding-ipv4-prefix | String | 24 |",
                    "grace-binding-ipv6-prefix | String | 56 |",
                    "revocation-scope | List | family | family client-session user-session user",
                    "enforcement | List | enforce | enforce observe",
                    "grace-period-seconds | String | 10 |",
                    "rotation-interval-seconds | String | 0 |",
                    "on-reuse-required-action | String | none |",
                    "max-families-per-user | String | 0 |",
                    "for-roles | MultivaluedString | '' |",
                    "for-groups | MultivaluedString | '' |"
                })
        void thenAFieldIsWrittenOrChosenAsItsValuesAre(
                String key, String type, String defaultValue, @Nullable String options) {
            ProviderConfigProperty field = field(key);
            assertThat(field.getType()).isEqualTo(type);
            assertThat(field.getDefaultValue()).isEqualTo(defaultValue);
            assertThat(Objects.requireNonNullElse(field.getOptions(), List.of()))
                    .isEqualTo(options == null ? List.of() : List.of(options.split(" ", -1)));
        }

        @ParameterizedTest
        @CsvSource({"exempt-sender-constrained", "revoke-on-credential-change", "notify-user"})
        void thenAFieldOfTrueOrFalseIsASwitchThatIsOff(String key) {
            assertThat(field(key).getType()).isEqualTo("boolean");
            assertThat(field(key).getDefaultValue()).isEqualTo(false);
        }
    }

    @Nested
    final class GivenTheIdOfTheExecutor {

        @Test
        void thenItIsThatOfTheContract() {
            assertThat(new RotationExecutorFactory().getId()).isEqualTo("refresh-token-family-rotation");
        }
    }
}
