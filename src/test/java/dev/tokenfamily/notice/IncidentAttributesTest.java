package dev.tokenfamily.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.StoredModels;
import dev.tokenfamily.incident.IncidentKind;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.jpa.ClientAdapter;

/** An incident in the words of a mail. */
final class IncidentAttributesTest {

    private final ClientAdapter client = StoredModels.client(StoredModels.realm("realm-id"), "client-id", "shop");

    private Map<String, Object> attributes(Locale locale) {
        return IncidentAttributes.of(OneReuse.incident(null), client, locale);
    }

    private Object clientName(@Nullable String name) {
        client.getEntity().setName(name);
        return Objects.requireNonNull(attributes(Locale.ENGLISH).get("clientName"));
    }

    @Nested
    final class GivenAnIncident {

        @Test
        void thenBothPartiesAreNamedByAddressAndDevice() {
            assertThat(attributes(Locale.ENGLISH))
                    .containsEntry("presented", Map.of("address", "203.0.113.9", "device", "curl"))
                    .containsEntry("holder", Map.of("address", "192.0.2.1", "device", ""))
                    .containsEntry("scope", "user-session")
                    .containsEntry("newPlace", false)
                    .containsEntry("unusual", false)
                    .containsEntry("ended", true)
                    .hasSize(8);
        }

        @ParameterizedTest
        @EnumSource
        void thenItsKindSaysWhetherItIsToldAsACopy(IncidentKind kind) {
            boolean place = kind == IncidentKind.ORIGIN_CHANGE;
            boolean other = kind == IncidentKind.CATCH_UP;

            assertThat(IncidentAttributes.of(OneReuse.incidentOf(kind.text()), client, Locale.ENGLISH))
                    .containsEntry("newPlace", place)
                    .containsEntry("unusual", other);
        }

        @Test
        void thenAKindOfANewerVersionIsUnusual() {
            assertThat(IncidentAttributes.of(OneReuse.incidentOf("a-later-word"), client, Locale.ENGLISH))
                    .containsEntry("newPlace", false)
                    .containsEntry("unusual", true);
        }

        @ParameterizedTest
        @CsvSource({"en, November", "de, November", "fr, novembre", "es, noviembre", "pt, novembro", "zh-CN, 11"})
        void thenTheTimeIsWrittenInTheLanguageAndOfUtc(String language, String month) {
            assertThat(attributes(Locale.forLanguageTag(language)).get("time"))
                    .asString()
                    .contains("14", month, "2023", "13", "20", "UTC");
        }
    }

    @Nested
    final class GivenTheClient {

        @Test
        void thenItIsCalledByItsName() {
            assertThat(clientName("Our shop")).isEqualTo("Our shop");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "  ", "${client_account}"})
        void thenItIsCalledByItsIdWhereItsNameSaysNothing(String name) {
            assertThat(clientName(name)).isEqualTo("shop");
            assertThat(clientName(null)).isEqualTo("shop");
        }

        @Test
        void thenNoLineBreakOfItsNameIsLeft() {
            assertThat(clientName("Our\r\n\tshop\u0000!")).isEqualTo("Our shop !");
        }

        @Test
        void thenALongNameIsCut() {
            assertThat(clientName("a".repeat(100))).isEqualTo("a".repeat(100));
            assertThat(clientName("a".repeat(100) + "b")).isEqualTo("a".repeat(100));
        }
    }

    @Nested
    final class GivenAnAddressThatIsNone {

        @Test
        void thenTheTemplatesSayThatItIsNotKnown() {
            assertThat(IncidentAttributes.of(OneReuse.incidentFrom("evil.example/login"), client, Locale.ENGLISH))
                    .containsEntry("presented", Map.of("address", "", "device", "curl"));
        }
    }

    @Nested
    final class GivenTheClientIsGone {

        @Test
        void thenItHasNoName() {
            assertThat(IncidentAttributes.of(OneReuse.incident(null), (ClientAdapter) null, Locale.ENGLISH))
                    .containsEntry("clientName", "");
        }
    }
}
