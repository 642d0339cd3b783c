package dev.tokenfamily.live.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.tokenfamily.harness.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/** A receiver of webhooks: an HTTPS server, which keeps what it is given. What it answers depends on the path. */
public final class WebhookReceiver implements AutoCloseable {

    private static final int WELL = 204;

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int status = WELL;

    /**
     * Starts it.
     *
     * @param silent another receiver; what comes to {@code /meeting} is answered while somebody waits for its answer, and not before
     */
    WebhookReceiver(SSLContext certificate, SilentReceiver silent) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate));
        server.setExecutor(threads);
        server.createContext("/in", exchange -> answer(exchange, status));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/in/elsewhere");
            answer(exchange, 303); // the one that Apache would follow after a POST
        });
        server.createContext("/meeting", exchange -> {
            silent.awaitClient();
            answer(exchange, 204);
        });
        server.start();
    }

    private void answer(HttpExchange exchange, int with) throws IOException {
        keep(exchange);
        exchange.sendResponseHeaders(with, -1);
        exchange.close();
    }

    private void keep(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(exchange.getRequestURI().getPath(), headers, body));
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** From now on, this is what it answers below {@code /in}. */
    public void answering(int other) {
        status = other;
    }

    /** From now on, it answers that all is well below {@code /in}. */
    void answeringWell() {
        status = WELL;
    }

    /** What has come so far to that path, oldest first. */
    public List<Received> at(String path) {
        return received.stream().filter(one -> one.path().equals(path)).toList();
    }

    /** Waits for one that has come to that path. */
    Received next(String path, Predicate<Received> wanted) {
        Await.until(() -> at(path).stream().anyMatch(wanted));
        return at(path).stream().filter(wanted).findFirst().orElseThrow();
    }

    /** Waits for a message of that type that has come to that path. */
    Received next(String path, String type) {
        return next(path, one -> one.type().equals(type));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
