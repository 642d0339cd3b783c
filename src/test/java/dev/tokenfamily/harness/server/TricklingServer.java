package dev.tokenfamily.harness.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that is never silent for long, and never comes to an end. */
public final class TricklingServer implements AutoCloseable {

    private final ServerSocket listening;
    private final String first;
    private final String next;
    private final Duration pause;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "trickle");
        thread.setDaemon(true);
        return thread;
    });

    private TricklingServer(String host, String first, String next, Duration pause) {
        this.first = first;
        this.next = next;
        this.pause = pause;
        try {
            listening = new ServerSocket(0, 1_000, InetAddress.getByName(host));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** Greets for ever (RFC 5321 §4.2.1). */
    public static TricklingServer smtp(String host) {
        return new TricklingServer(host, "220-wait\r\n", "220-wait\r\n", Duration.ofSeconds(4));
    }

    /** Its answer has headers without end. */
    public static TricklingServer http(String host) {
        return new TricklingServer(host, "HTTP/1.1 200 OK\r\n", "X-Wait: wait\r\n", Duration.ofSeconds(2));
    }

    public String host() {
        return listening.getInetAddress().getHostAddress();
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** How many are kept waiting. */
    public int waiting() {
        return open.size();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                threads.execute(() -> trickle(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void trickle(Socket socket) {
        try (socket) {
            write(socket, first);
            while (true) {
                Thread.sleep(pause.toMillis());
                write(socket, next);
            }
        } catch (IOException hungUp) {
            open.remove(socket);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
