package dev.tokenfamily.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How long processes have had a processor, as Linux tells in {@code /proc/<pid>/schedstat}. */
final class ProcessorTime {

    private ProcessorTime() {}

    /** In milliseconds, of all of them together; not a number where there is no such file. */
    static double millisOf(List<ProcessHandle> processes) {
        return processes.stream().mapToDouble(ProcessorTime::millisOf).sum();
    }

    private static double millisOf(ProcessHandle process) {
        Path statistics = Path.of("/proc", String.valueOf(process.pid()), "schedstat");
        if (!Files.exists(statistics)) {
            return Double.NaN;
        }
        try {
            String nanosFirst = Files.readString(statistics);
            return Long.parseLong(nanosFirst.substring(0, nanosFirst.indexOf(' '))) / 1e6;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
