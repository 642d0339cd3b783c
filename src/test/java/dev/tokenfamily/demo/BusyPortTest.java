package dev.tokenfamily.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code mvn -Prun} says of the port that it is to listen on. */
final class BusyPortTest {

    @Test
    void givenNobodyListensThenThereIsNoProblem() {
        assertThat(BusyPort.problemOf(Integer.toString(FreePort.find()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
    @EnabledOnOs(OS.LINUX)
    void givenSomebodyListensThenItSaysWhoAndOffersAPortThatIsFree(String address) throws IOException {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
            int port = other.getLocalPort();
            String problem = BusyPort.problemOf(Integer.toString(port)).orElseThrow();
            assertThat(problem)
                    .startsWith("Port " + port + " is in use by java (process "
                            + ProcessHandle.current().pid() + "). Stop it, or take another port: mvn -Prun -Dport=");
            assertThat(BusyPort.problemOf(problem.substring(problem.lastIndexOf('=') + 1)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", "99999", "-1", "8080x", "http://localhost:8080", " 8080"})
    void givenItIsNoPortThenItSaysWhatOneIs(String nonsense) {
        assertThat(BusyPort.problemOf(nonsense))
                .hasValue("-Dport=" + nonsense + " is no port. A port is a number from 1 to 65535.");
    }
}
