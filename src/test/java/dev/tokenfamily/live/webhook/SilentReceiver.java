package dev.tokenfamily.live.webhook;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;

/** A receiver that takes what is sent and never answers. It knows whether somebody waits for its answer right now. */
final class SilentReceiver implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SilentReceiver.class);

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private int waiting;
    private int came;
    private boolean closed;

    SilentReceiver(SSLContext certificate) throws IOException {
        server = certificate.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        threads.execute(this::acceptAll);
    }

    int port() {
        return server.getLocalPort();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> hold(client));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** From the first byte of the request until the client leaves: one that is refused before sends none. */
    private void hold(Socket client) {
        try (client) {
            if (client.getInputStream().read() >= 0) {
                change(1);
                readToItsEnd(client);
                change(-1);
            }
        } catch (IOException e) {
            LOG.debug("A client did not get as far as its request", e);
        }
    }

    private static void readToItsEnd(Socket client) {
        try {
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.debug("A client has left without closing its connection as TLS says", e);
        }
    }

    private synchronized void change(int clients) {
        waiting += clients;
        came += Math.max(0, clients);
        notifyAll();
    }

    /** How many have come so far. */
    synchronized int came() {
        return came;
    }

    /** Returns as soon as somebody waits for an answer, or it is closed. */
    synchronized void awaitClient() {
        try {
            while (waiting == 0 && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
