package dev.tokenfamily.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    @ValueSource(strings = {"26.6.4", "26.0.0", "25.9.9", "9.0.0"})
    void givenAnOlderServerThenTheMessageSaysWhatToDo(String version) {
        assertThatThrownBy(() -> SupportedServer.require(version))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs Keycloak 26.7 or later")
                .hasMessageContaining("this is " + version)
                .hasMessageContaining("providers/");
    }
}
