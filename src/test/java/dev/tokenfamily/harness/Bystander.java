package dev.tokenfamily.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A process on this machine that does nothing but say five times a second that it runs. Where it pauses too, a standstill of a
 * server was that of the machine.
 */
public final class Bystander implements AutoCloseable {

    private final Process process;
    private final Path said;

    private Bystander(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /** Begins with it, and keeps what it says in this directory. */
    public static Bystander begin(Path directory) throws IOException {
        Path said = directory.resolve("bystander");
        List<String> command = List.of("sh", "-c", "while sleep 0.2; do date +%s%3N; done");
        return new Bystander(
                new ProcessBuilder(command).redirectOutput(said.toFile()).start(), said);
    }

    /** The longest time in which it said nothing, up to now. */
    public Duration longestPause() throws IOException {
        List<Long> times = Files.readAllLines(said).stream().map(Long::valueOf).toList();
        long longest = System.currentTimeMillis() - times.get(times.size() - 1);
        for (int i = 1; i < times.size(); i++) {
            longest = Math.max(longest, times.get(i) - times.get(i - 1));
        }
        return Duration.ofMillis(longest);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
