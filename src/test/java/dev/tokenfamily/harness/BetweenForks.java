package dev.tokenfamily.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
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

    /** Makes the file or directory, which does not exist yet. */
    @FunctionalInterface
    public interface Making {
        void at(Path path) throws IOException, InterruptedException;
    }

    /** The directory, {@code target/live/shared}. */
    public static Path directory() throws IOException {
        return Files.createDirectories(Path.of("target/live/shared").toAbsolutePath());
    }

    /** What has this name in the directory: made by whoever asks first, and whole or not there. */
    public static Path made(String name, Making making) {
        return alone(name, () -> {
            Path made = directory().resolve(name);
            if (!Files.exists(made)) {
                Path unfinished =
                        Files.createTempDirectory(directory(), "making").resolve(name);
                making.at(unfinished);
                Files.move(unfinished, made);
                Files.delete(unfinished.getParent());
            }
            return made;
        });
    }

    /** Does it while no other JVM does anything under this name. */
    public static <T> T alone(String name, Work<T> work) {
        THIS_JVM.lock();
        try (FileChannel file = FileChannel.open(
                directory().resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.lock(); // until it is closed
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            THIS_JVM.unlock();
        }
    }
}
