package dev.tokenfamily.load.lived;

import dev.tokenfamily.harness.server.DistributionServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.function.Supplier;

/** async-profiler in a server: it says in which methods its processor time goes, or what they allocate. */
final class Profiler {

    private final DistributionServer server;
    private final Path directory;
    private final Path library;

    /** Writes to that directory what it has found. */
    Profiler(DistributionServer server, Path directory) throws IOException {
        this.server = server;
        this.directory = directory;
        this.library = directory.resolve("libasyncProfiler.so").toAbsolutePath();
        String name = "/" + platform() + "/libasyncProfiler.so";
        try (InputStream agent = Profiler.class.getResourceAsStream(name)) {
            if (agent == null) {
                throw new IllegalStateException("async-profiler has no " + name);
            }
            Files.copy(agent, library, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String platform() {
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return architecture.equals("aarch64") ? "linux-arm64" : "linux-x64";
    }

    /** What it counts. */
    enum Event {
        /** Time of a processor. What a sample stands for depends on Linux, so that only shares count. */
        TIME("event=ctimer,interval=1ms", "microseconds of the server's processors"),
        /** Bytes. */
        ALLOCATION("event=alloc,alloc=64k", "bytes that are allocated");

        private final String options;
        private final String unit;

        Event(String options, String unit) {
            this.options = options;
            this.unit = unit;
        }

        /** In which tables tell of it. */
        String unit() {
            return unit;
        }
    }

    /** What the server does meanwhile, and what came of it. */
    <T> Profiled<T> during(Event event, String name, Supplier<T> measured) {
        Path file = directory.resolve(name + ".collapsed").toAbsolutePath();
        tell("start," + event.options);
        T result = measured.get();
        tell("stop,total,collapsed,file=" + file);
        try {
            return new Profiled<>(result, Stacks.read(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(String options) {
        server.tellAgent(library, options);
    }

    /**
     * Something that was done, and what it took.
     *
     * @param stacks where
     */
    record Profiled<T>(T result, Stacks stacks) {}
}
