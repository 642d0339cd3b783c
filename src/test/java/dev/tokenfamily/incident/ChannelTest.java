package dev.tokenfamily.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names under which Keycloak's outbox keeps what is to be told: entries outlive a version of ours. */
final class ChannelTest {

    @Nested
    final class GivenAChannel {

        @ParameterizedTest
        @CsvSource({
            "MAIL, token-family-mail",
            "DIGEST, token-family-digest",
            "SIGNAL, token-family-signal",
            "REQUIRED_ACTION, token-family-required-action"
        })
        void thenItsQueueAlwaysHasTheSameName(Channel channel, String queue) {
            assertThat(channel.queue()).isEqualTo(queue);
        }
    }
}
