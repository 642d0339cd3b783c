package dev.tokenfamily.globalrevocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.Config;

/** What the operator has set, by Keycloak's own reading of system properties. */
final class GlobalRevocationOptionsTest {

    private final String prefix = UUID.randomUUID() + ".";

    private GlobalRevocationOptions with(String name, String value) {
        System.setProperty(prefix + name, value);
        return GlobalRevocationOptions.of(new Config.SystemPropertiesScope(prefix));
    }

    @AfterEach
    void forget() {
        System.clearProperty(prefix + "active");
        System.clearProperty(prefix + "requests-per-minute");
    }

    @Test
    void givenNothingThenThereIsNoEndpoint() {
        assertThat(GlobalRevocationOptions.of(new Config.SystemPropertiesScope(prefix)))
                .isEqualTo(new GlobalRevocationOptions(false, 60));
        assertThat(with("active", "true")).isEqualTo(new GlobalRevocationOptions(true, 60));
    }

    /** Not the nearest number: one request a minute would be as good as none, and nobody would know why. */
    @ParameterizedTest
    @CsvSource({"1, 1", "600, 600", "0, 60", "-5, 60"})
    void givenANumberOfRequestsThatMakesNoSenseThenTheDefaultIsTaken(String set, int taken) {
        assertThat(with("requests-per-minute", set).requestsPerMinute()).isEqualTo(taken);
    }
}
