package dev.tokenfamily.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.tokenfamily.harness.Program;
import dev.tokenfamily.webhook.AllowedHosts;
import dev.tokenfamily.webhook.Endpoint;
import dev.tokenfamily.webhook.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.apache.http.ssl.SSLContexts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One post to a real HTTPS server, by names that lead where the test says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpsPostTest {

    private static final char[] PASSWORD = "password".toCharArray();
    private static final String HOST = "siem.example";
    private static final Map<String, String> HEADERS = Map.of("webhook-id", "id");
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private HttpsServer server;
    private SSLContext trusted;
    private final BlockingQueue<HttpExchange> received = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final HttpsPost post = new HttpsPost(HttpsPost.DEADLINE);

    @BeforeAll
    void start(@TempDir Path directory) throws IOException, GeneralSecurityException {
        KeyStore keys = keys(directory, HOST);
        trusted = SSLContexts.custom().loadTrustMaterial(keys, null).build();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(
                SSLContexts.custom().loadKeyMaterial(keys, PASSWORD).build()));
        server.setExecutor(work -> new Thread(work).start());
        server.createContext("/in", exchange -> answer(exchange, 204));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "https://" + HOST + ":" + port() + "/in");
            answer(exchange, 303); // the one that Apache would follow after a POST
        });
        server.createContext("/endless", this::trickle);
        server.start();
    }

    private static KeyStore keys(Path directory, String name) throws IOException, GeneralSecurityException {
        Path file = directory.resolve(name + ".p12");
        new Program(Path.of(System.getProperty("java.home"), "bin", "keytool"))
                .run(
                        directory,
                        ("-genkeypair -alias " + name + " -keyalg RSA -dname CN=" + name + " -ext SAN=dns:" + name
                                        + " -storetype PKCS12 -storepass password -keystore " + file)
                                .split(" ", -1));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private void answer(HttpExchange exchange, int status) throws IOException {
        received.add(exchange);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** A status, and then a body that never ends. */
    private void trickle(HttpExchange exchange) throws IOException {
        received.add(exchange);
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(new byte[64 * 1024]);
        exchange.getResponseBody().flush();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void forget() {
        received.clear();
    }

    @AfterAll
    void stop() {
        over.countDown();
        server.stop(0);
        post.close();
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private String url(String path) {
        return "https://" + HOST + ":" + port() + path;
    }

    private AllowedHosts.Entry receiver(String option) {
        return AllowedHosts.of(List.of(option.formatted(port())))
                .require(new Endpoint(
                        "siem", URI.create(url("/")), List.of("${vault.siem}"), Set.of(EventType.INCIDENT)));
    }

    private int send(String path, String option, CheckedAddresses.Names names) throws HttpsPost.Failed {
        return post.send(url(path), trusted, new CheckedAddresses(receiver(option), names), HEADERS, BODY);
    }

    private int sendHome(String path) throws HttpsPost.Failed {
        return send(path, HOST + ":%d=127.0.0.1", host -> addresses("127.0.0.1"));
    }

    private static InetAddress[] addresses(String... literals) throws UnknownHostException {
        InetAddress[] addresses = new InetAddress[literals.length];
        for (int n = 0; n < literals.length; n++) {
            addresses[n] = InetAddress.getByName(literals[n]);
        }
        return addresses;
    }

    @Test
    void givenAHostThatIsOpenedThenItIsPostedToByItsName() throws HttpsPost.Failed {
        assertThat(sendHome("/in")).isEqualTo(204);

        HttpExchange exchange = received.remove();
        assertThat(exchange.getRequestMethod()).isEqualTo("POST");
        assertThat(exchange.getRequestHeaders().getFirst("Host")).isEqualTo(HOST + ":" + port());
        assertThat(exchange.getRequestHeaders().getFirst("webhook-id")).isEqualTo("id");
    }

    /** The first look-up leads outside, the next one to the metadata service: who asks twice goes there. */
    @Test
    void givenANameThatChangesBetweenCheckAndConnectThenTheCheckedAddressIsUsed() throws HttpsPost.Failed {
        AtomicInteger asked = new AtomicInteger();

        int status = send(
                "/in",
                HOST + ":%d=127.0.0.1",
                host -> asked.getAndIncrement() == 0 ? addresses("127.0.0.1") : addresses("169.254.169.254"));

        assertThat(status).isEqualTo(204);
        assertThat(asked).as("how often the name was looked up").hasValue(1);
    }

    @Test
    void givenANameThatLeadsInsideThenNothingIsConnected() {
        assertThatThrownBy(() -> send("/in", HOST + ":%d", host -> addresses("127.0.0.1")))
                .isInstanceOf(HttpsPost.Failed.class)
                .hasMessage("The host is at an address that is refused: loopback");
        assertThat(received).isEmpty();
    }

    /** Otherwise a second address is connected to where the first does not answer. */
    @Test
    void givenOneAddressOfSeveralThatIsRefusedThenNoneIsUsed() {
        assertThatThrownBy(() -> send("/in", HOST + ":%d=127.0.0.1", host -> addresses("127.0.0.1", "169.254.169.254")))
                .hasMessage("The host is at an address that is refused: link-local");
        assertThat(received).isEmpty();
    }

    @Test
    void givenARedirectThenItIsNotFollowed() throws HttpsPost.Failed {
        assertThat(sendHome("/moved")).isEqualTo(303);
        assertThat(received).singleElement().satisfies(exchange -> assertThat(
                        exchange.getRequestURI().getPath())
                .isEqualTo("/moved"));
    }

    /** As Java is told of one: what goes through it is looked up by the proxy, after our check. */
    @Test
    void givenAProxyForAllOfTheServerThenItIsNotUsed() throws IOException, HttpsPost.Failed {
        List<String> options = List.of("https.proxyHost", "https.proxyPort", "http.nonProxyHosts");
        Map<String, String> before = new HashMap<>();
        options.forEach(option -> before.put(option, System.getProperty(option)));
        ProxySelector selectorBefore = ProxySelector.getDefault();
        try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            System.setProperty("https.proxyHost", proxy.getInetAddress().getHostAddress());
            System.setProperty("https.proxyPort", String.valueOf(proxy.getLocalPort()));
            System.setProperty("http.nonProxyHosts", "");
            ProxySelector.setDefault(ProxySelector.of((InetSocketAddress) proxy.getLocalSocketAddress()));

            assertThat(sendHome("/in")).isEqualTo(204);

            assertThat(received).hasSize(1);
            assertNobodyHasCome(proxy);
        } finally {
            ProxySelector.setDefault(selectorBefore);
            before.forEach((option, value) -> {
                if (value == null) {
                    System.clearProperty(option);
                } else {
                    System.setProperty(option, value);
                }
            });
        }
    }

    /** A connection waits in the socket until it is accepted; ours comes after any that was there before. */
    private static void assertNobodyHasCome(ServerSocket socket) throws IOException {
        try (Socket ours = new Socket(socket.getInetAddress(), socket.getLocalPort());
                Socket first = socket.accept()) {
            assertThat(first.getPort()).as("who was first").isEqualTo(ours.getLocalPort());
        }
    }

    @Test
    void givenABodyWithoutEndThenItIsNotRead() throws HttpsPost.Failed {
        assertThat(sendHome("/endless")).isEqualTo(200);
    }

    @Test
    void givenAHostThatTakesAConnectionAndSaysNothingThenItIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpsPost impatient = new HttpsPost(Duration.ofSeconds(1))) {
            AllowedHosts.Entry receiver = new AllowedHosts.Entry(
                    HOST,
                    silent.getLocalPort(),
                    receiver(HOST + ":%d=127.0.0.1").opened());

            assertThatThrownBy(() -> impatient.send(
                            "https://" + HOST + ":" + silent.getLocalPort() + "/in",
                            trusted,
                            new CheckedAddresses(receiver, host -> addresses("127.0.0.1")),
                            HEADERS,
                            BODY))
                    .isInstanceOf(HttpsPost.Failed.class)
                    .hasMessage("The host took longer than 1 s");
        }
    }

    @Test
    void givenACertificateThatNobodyTrustsThenNothingIsSent() throws GeneralSecurityException {
        assertThatThrownBy(() -> post.send(
                        url("/in"),
                        SSLContext.getDefault(),
                        new CheckedAddresses(receiver(HOST + ":%d=127.0.0.1"), host -> addresses("127.0.0.1")),
                        HEADERS,
                        BODY))
                .hasMessage("The certificate of the host is not trusted, or is not for that name");
        assertThat(received).isEmpty();
    }

    @Test
    void givenACertificateForAnotherNameThenNothingIsSent() {
        AllowedHosts.Entry other = new AllowedHosts.Entry(
                "other.example", port(), receiver(HOST + ":%d=127.0.0.1").opened());

        assertThatThrownBy(() -> post.send(
                        "https://other.example:" + port() + "/in",
                        trusted,
                        new CheckedAddresses(other, host -> addresses("127.0.0.1")),
                        HEADERS,
                        BODY))
                .hasMessage("The certificate of the host is not trusted, or is not for that name");
        assertThat(received).isEmpty();
    }

    @Test
    void givenANameWithoutAnAddressThenThatIsSaid() {
        assertThatThrownBy(() -> send("/in", HOST + ":%d=127.0.0.1", host -> {
                    throw new UnknownHostException(host);
                }))
                .hasMessage("The host has no address");
    }
}
