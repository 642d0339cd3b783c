package dev.tokenfamily.load.batches;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** A port of this machine behind which another one is further away: what is sent arrives later, at any rate. */
final class DelayedLink implements AutoCloseable {

    private static final int CHUNK = 65_536;

    private final ServerSocket listening;
    private final int target;
    private final long oneWayNanos;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "delayed link");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Listens on a port of its own.
     *
     * @param target the port that is further away
     * @param roundTrip by so much, there and back
     */
    DelayedLink(int target, Duration roundTrip) throws IOException {
        this.listening = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        this.target = target;
        this.oneWayNanos = roundTrip.toNanos() / 2;
        threads.execute(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Some bytes, or none at the end. */
    private static final class Chunk {
        private final byte[] bytes;
        private final long due;

        private Chunk(byte[] bytes, long due) {
            this.bytes = bytes;
            this.due = due;
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket near = listening.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                carry(near, far);
                carry(far, near);
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void carry(Socket from, Socket to) throws IOException {
        to.setTcpNoDelay(true);
        BlockingQueue<Chunk> onTheWay = new LinkedBlockingQueue<>();
        threads.execute(() -> receive(from, onTheWay));
        threads.execute(() -> deliver(onTheWay, to));
    }

    private void receive(Socket from, BlockingQueue<Chunk> onTheWay) {
        byte[] buffer = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                onTheWay.add(new Chunk(Arrays.copyOf(buffer, n), System.nanoTime() + oneWayNanos));
            }
        } catch (IOException closed) {
            // the other end is told below
        }
        onTheWay.add(new Chunk(new byte[0], System.nanoTime()));
    }

    private static void deliver(BlockingQueue<Chunk> onTheWay, Socket to) {
        try (to) {
            OutputStream out = to.getOutputStream();
            for (Chunk next = onTheWay.take(); next.bytes.length > 0; next = onTheWay.take()) {
                for (long left = next.due - System.nanoTime(); left > 0; left = next.due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                out.write(next.bytes);
            }
        } catch (IOException closed) {
            // nobody is there to be told
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
