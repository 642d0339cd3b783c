package dev.tokenfamily.harness;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A POSIX signal to a process, as an operator or the kernel would send it. */
public final class Signal {

    private Signal() {}

    public static void send(String name, ProcessHandle process) {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (exit != 0 && process.isAlive()) {
                throw new IllegalStateException("kill -" + name + " " + process.pid() + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
