package dev.tokenfamily.harness;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A port that nobody listens on yet, nor will before its server does, which may take a minute to come so far: no system gives
 * it to a connection or to a server that asks for any, and no other test of this run has it.
 */
public final class FreePort {

    /** Well-known services are below, and the last port that browsers do not speak to (10080). */
    private static final int FIRST = 11_000;

    /** Linux takes ports for others from 32768 on, and so does everybody else from a higher one. */
    private static final int END = 32_000;

    private FreePort() {}

    /** One after the other, for all JVMs of this checkout. */
    public static int find() {
        return BetweenForks.alone("ports", () -> {
            Path last = BetweenForks.directory().resolve("ports.last");
            int port = Files.exists(last) ? Integer.parseInt(Files.readString(last)) : anyInRange();
            do {
                port = port + 1 < END ? port + 1 : FIRST;
            } while (!isFree(port));
            Files.writeString(last, Integer.toString(port));
            return port;
        });
    }

    /** Where to begin: another checkout of this machine begins elsewhere. */
    private static int anyInRange() {
        return FIRST + (int) (ProcessHandle.current().pid() * 61 % (END - FIRST));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
