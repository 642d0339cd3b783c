package dev.tokenfamily.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** How long processes have had a processor, as Linux tells in {@code /proc/<pid>/schedstat}. */
final class ProcessorTime {

    private ProcessorTime() {}

    /** In milliseconds, of all of them together; not a number where the system does not tell. */
    static double millisOf(List<ProcessHandle> processes) {
        return Files.exists(statistics("self"))
                ? processes.stream().mapToDouble(ProcessorTime::millisOf).sum()
                : Double.NaN;
    }

    private static double millisOf(ProcessHandle process) {
        try {
            String nanosFirst = Files.readString(statistics(String.valueOf(process.pid())));
            return Long.parseLong(nanosFirst.substring(0, nanosFirst.indexOf(' '))) / 1e6;
        } catch (NoSuchFileException e) {
            return 0; // it has ended meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path statistics(String process) {
        return Path.of("/proc", process, "schedstat");
    }
}
