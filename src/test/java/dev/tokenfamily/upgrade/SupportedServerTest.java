package dev.tokenfamily.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SupportedServerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"26.7.0", "26.7.3", "26.10.0", "27.0.0", "26.7.0.redhat-00001", "999.0.0-SNAPSHOT", "nightly"})
    void givenAServerThatIsNewEnoughThenItStarts(String version) {
        assertThatCode(() -> SupportedServer.require(version)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"26.6.4", "26.0.0", "25.9.9", "9.0.0", "26.6", "26.6.99999"})
    void givenAnOlderServerThenTheMessageSaysWhatToDo(String version) {
        assertThatThrownBy(() -> SupportedServer.require(version))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs Keycloak 26.7 or later")
                .hasMessageContaining("this is " + version)
                .hasMessageContaining("providers/");
    }

    @Nested
    final class GivenAServerThatNobodyTested {

        @ParameterizedTest
        @ValueSource(strings = {"26.7.6", "26.7.10", "26.8.0", "26.8.2", "27.0.0", "999.0.0-SNAPSHOT", "nightly"})
        void thenTheWarningNamesItAndWhatWasNotTested(String version) {
            assertThat(SupportedServer.warning(version)).hasValueSatisfying(warning -> assertThat(warning)
                    .contains("this is " + version + ".")
                    .contains("26.7.0 to 26.7.5")
                    .contains("refresh-token", "introspection", "events", "admin API", "tables")
                    .contains("docker/upgrade-drill")
                    .doesNotContain("\n"));
        }
    }

    @Nested
    final class GivenAServerThatWasTested {

        @ParameterizedTest
        @ValueSource(strings = {"26.7.0", "26.7.1", "26.7.5", "26.7.5.redhat-00001"})
        void thenNothingIsSaid(String version) {
            assertThat(SupportedServer.warning(version)).isEmpty();
        }

        @Test
        void thenTheNewestIsTheOneThatTheLiveTestsStart() throws IOException {
            assertThat(Files.readString(Path.of("pom.xml")))
                    .contains("<keycloak.newest.version>" + SupportedServer.NEWEST_TESTED + "<");
        }
    }
}
