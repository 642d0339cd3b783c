package dev.tokenfamily.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whether a TCP port of this machine can be listened on, as {@link BeforeTheBuild} asks. */
final class BusyPort {

    private static final int LAST = 65535;
    private static final int LONGEST_WAIT_MILLIS = 1000;

    private BusyPort() {}

    /** Why one cannot listen on that port, in sentences that say what to do; empty if one can. */
    static Optional<String> problemOf(String given) {
        if (!given.matches("[0-9]{1,5}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > LAST) {
            return Optional.of("-Dport=" + given + " is no port. A port is a number from 1 to " + LAST + ".");
        }
        int port = Integer.parseInt(given);
        if (answers(port)) {
            return Optional.of(inUse(port));
        }
        try {
            listen(port);
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.of(
                    PortListener.on(port).isPresent()
                            ? inUse(port)
                            : "Port " + port + " cannot be opened: " + refused.getMessage() + ". "
                                    + anotherThan(port, "Take another"));
        }
    }

    private static String inUse(int port) {
        return "Port " + port + " is in use by "
                + PortListener.on(port)
                        .orElse("another program, whose name this user may not see (it can be asked for with"
                                + " sudo lsof -nP -iTCP:" + port + " -sTCP:LISTEN)")
                + ". Stop it, or " + anotherThan(port, "take another port");
    }

    private static String anotherThan(int port, String words) {
        return IntStream.rangeClosed(port + 1, LAST)
                .filter(BusyPort::isFree)
                .mapToObj(free -> words + ": mvn -Prun -Dport=" + free)
                .findFirst()
                .orElse(words + ".");
    }

    /** Whether one can listen on this port of the loopback address now. */
    static boolean isFree(int port) {
        try {
            listen(port);
            return !answers(port);
        } catch (IOException busy) {
            return false;
        }
    }

    private static void listen(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }

    /** Some systems let one listen on a port of an address while another program listens on that of all addresses. */
    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LONGEST_WAIT_MILLIS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
