package dev.tokenfamily.harness;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** What the JVMs that run tests side by side share: a directory, and the right to work in it alone. */
public final class BetweenForks {

    /** A lock of a file is one of the whole JVM. */
    private static final ReentrantLock THIS_JVM = new ReentrantLock();

    private BetweenForks() {}

    /** Work that must not be done twice at a time. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    /** The directory, {@code target/live/shared}. */
    public static Path directory() throws IOException {
        return Files.createDirectories(Path.of("target/live/shared").toAbsolutePath());
    }

    /** Does it while no other JVM does anything under this name. */
    public static <T> T alone(String name, Work<T> work) throws IOException, InterruptedException {
        THIS_JVM.lock();
        try (FileChannel file = FileChannel.open(
                directory().resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.lock(); // until it is closed
            return work.run();
        } finally {
            THIS_JVM.unlock();
        }
    }
}
