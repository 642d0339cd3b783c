package dev.tokenfamily.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.net.httpserver.HttpServer;
import dev.tokenfamily.harness.server.TricklingServer;
import dev.tokenfamily.session.BackchannelLogout.LogoutRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client that is told of a logout can do to whoever tells it. */
@Timeout(150)
final class LogoutRequestTest {

    private static final Duration DEADLINE = Duration.ofMillis(500);

    private final CloseableHttpClient http = HttpClients.createMinimal();

    @AfterEach
    void close() throws IOException {
        http.close();
    }

    @Test
    void givenAClientThatAnswersThenItHasTheToken() throws IOException, InterruptedException {
        BlockingQueue<String> forms = new LinkedBlockingQueue<>();
        HttpServer client = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        client.createContext("/", exchange -> {
            forms.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        client.start();
        String url = "http://127.0.0.1:" + client.getAddress().getPort() + "/logout";

        new LogoutRequest("client", url, "a.b.c").send(http, LogoutRequest.DEADLINE);
        client.stop(0);

        assertThat(forms.poll(60, TimeUnit.SECONDS)).isEqualTo("logout_token=a.b.c");
    }

    @Nested
    final class GivenAClientThatNeverEnds {

        @Test
        @Timeout(value = 150, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void thenItIsHungUpOnAtTheDeadline() {
            try (TricklingServer client = TricklingServer.http("127.0.0.1")) {
                long start = System.nanoTime();
                new LogoutRequest("client", "http://127.0.0.1:" + client.port() + "/", "a.b.c").send(http, DEADLINE);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(DEADLINE, Duration.ofSeconds(100));
            }
        }
    }

    @Test
    void givenAnAddressThatIsNoneThenNobodyElseIsDisturbed() {
        assertThatCode(() -> new LogoutRequest("client", "no url at all", "a.b.c").send(http, DEADLINE))
                .doesNotThrowAnyException();
        assertThatCode(() -> new LogoutRequest("client", "nothing://here", "a.b.c").send(http, DEADLINE))
                .doesNotThrowAnyException();
    }
}
