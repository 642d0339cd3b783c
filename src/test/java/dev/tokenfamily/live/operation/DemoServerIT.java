package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.server.DemoServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What {@code mvn -Prun} says when it cannot run. */
class DemoServerIT {

    @Test
    void givenThePortIsBusyThenItSaysSoInOneLineAndEnds() throws IOException, InterruptedException {
        try (ServerSocket other = new ServerSocket()) {
            occupy(other);
            Process demo = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-classpath",
                            System.getProperty("java.class.path"),
                            DemoServer.class.getName())
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(demo.waitFor()).isEqualTo(1);
            assertThat(printed.strip())
                    .isEqualTo("Port 8080 is in use by another program. Stop that program, then run this again.");
        }
    }

    private static void occupy(ServerSocket socket) throws IOException {
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080));
        } catch (BindException alreadyBusy) {
            assertThat(alreadyBusy).hasMessageContaining("in use");
        }
    }
}
