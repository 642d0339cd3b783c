package dev.tokenfamily.live;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** What is between applications and Keycloak: a proxy that can lose the answers to refreshes, and have them meet. */
final class Network implements AutoCloseable {

    /** Belong to one connection, or are written by those who send. */
    private static final Set<String> NOT_PASSED_ON = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        NOT_PASSED_ON.addAll(
                Set.of("Host", "Connection", "Upgrade", "Expect", "Content-Length", "Transfer-Encoding", ":status"));
    }

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger toLose = new AtomicInteger();
    private final Set<String> logins = ConcurrentHashMap.newKeySet();
    private final URI keycloak;
    private final HttpServer server;
    private volatile CyclicBarrier meeting = new CyclicBarrier(1);

    /** To this Keycloak. */
    Network(URI keycloak) throws IOException {
        this.keycloak = keycloak;
        server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        server.createContext("/", this::pass);
        server.setExecutor(threads);
        server.start();
    }

    /** Where applications find Keycloak. */
    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Loses the answers to so many of the next refreshes, after Keycloak has given them. */
    void lose(int answers) {
        toLose.set(answers);
    }

    /** Holds each refresh from now on until so many are there, and lets them go at once. */
    void meet(int refreshes) {
        meeting = new CyclicBarrier(refreshes);
    }

    /**
     * How often an application sent its user's browser to Keycloak to log in. Loading that page again does not count, nor
     * does asking in a hidden frame.
     */
    long loginsOf(App app) {
        return logins.stream()
                .filter(query -> ("&" + query + "&").contains("&client_id=" + app.clientId() + "&"))
                .count();
    }

    private void pass(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean refresh = new String(body, StandardCharsets.ISO_8859_1).contains("grant_type=refresh_token");
        noteLogin(exchange.getRequestURI());
        try (exchange) { // closing it without an answer breaks the connection
            if (refresh) {
                meeting.await(30, TimeUnit.SECONDS);
            }
            HttpResponse<byte[]> answer = http.send(request(exchange, body), BodyHandlers.ofByteArray());
            if (!refresh || toLose.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
                answer(exchange, answer);
            }
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    private void noteLogin(URI request) {
        String query = request.getQuery() == null ? "" : request.getQuery();
        if (request.getPath().endsWith("/openid-connect/auth") && !query.contains("prompt=none")) {
            logins.add(query);
        }
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(keycloak.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.header("X-Forwarded-Host", url().getAuthority()).build();
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        answer.headers().map().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name)) {
                headers.put(name, values);
            }
        });
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
