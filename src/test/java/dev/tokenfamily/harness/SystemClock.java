package dev.tokenfamily.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The system clock as one process sees it, wrong by as much as a test says. Debian's libfaketime does that. */
public final class SystemClock {

    private final Path library;
    private final Path offset;

    private SystemClock(Path library, Path offset) {
        this.library = library;
        this.offset = offset;
    }

    /** Off by this much. Without libfaketime the test is skipped. */
    public static SystemClock offBy(Duration difference, Path offset) {
        Optional<Path> library = libfaketime();
        Assumptions.assumeTrue(
                library.isPresent(), "no libfaketime in /usr/lib/*/faketime (apt-get install libfaketime)");
        SystemClock clock = new SystemClock(library.orElseThrow(), offset);
        clock.set(difference);
        return clock;
    }

    /** Puts it back or forward; the process sees it within two seconds. */
    public void set(Duration difference) {
        Path next = offset.resolveSibling(offset.getFileName() + ".next");
        try {
            Files.writeString(next, String.format("%+d", difference.toSeconds()));
            Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What makes a process see this clock. Only the time of day is wrong: waiting takes as long as ever. (With its fix
     * for older C libraries, libfaketime makes a JVM's waits end at once.)
     */
    public Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                "NO_FAKE_STAT", "1");
    }

    /** The one for processes with many threads. */
    private static Optional<Path> libfaketime() {
        try (DirectoryStream<Path> architectures = Files.newDirectoryStream(Path.of("/usr/lib"), Files::isDirectory)) {
            for (Path architecture : architectures) {
                Path library = architecture.resolve("faketime/libfaketimeMT.so.1");
                if (Files.exists(library)) {
                    return Optional.of(library);
                }
            }
            return Optional.empty();
        } catch (IOException notThisKindOfSystem) {
            return Optional.empty();
        }
    }
}
