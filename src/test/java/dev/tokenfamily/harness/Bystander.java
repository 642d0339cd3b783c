package dev.tokenfamily.harness;

import dev.tokenfamily.harness.server.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Two on this machine who have nothing to do with a server: a process that does nothing but say five times a second that it runs,
 * and somebody who as often asks the server's database a question that touches no row. Where one of them pauses too, a standstill of
 * the server was that of the machine, or of the database.
 */
public final class Bystander implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Process process;
    private final Path said;
    private final Connection connection;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> asking;
    private final Queue<Long> answered = new ConcurrentLinkedQueue<>();

    private Bystander(Process process, Path said, Connection connection) {
        this.process = process;
        this.said = said;
        this.connection = connection;
        this.asking = thread.submit(this::ask);
    }

    /** Begins with both, and keeps what the process says in this directory. */
    public static Bystander begin(Path directory, Postgres database) throws IOException, SQLException {
        Path said = directory.resolve("bystander");
        List<String> command = List.of("sh", "-c", "while sleep 0.2; do date +%s%3N; done");
        return new Bystander(
                new ProcessBuilder(command).redirectOutput(said.toFile()).start(), said, database.connect());
    }

    private void ask() {
        try (Statement statement = connection.createStatement()) {
            while (true) {
                statement.execute("select 1");
                answered.add(System.currentTimeMillis());
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /** The longest time in which one of them heard or said nothing, up to now. */
    public Duration longestPause() throws IOException {
        if (asking.isDone()) {
            throw new IllegalStateException("Nobody asks the database any more: " + asking);
        }
        List<Long> ran = Files.readAllLines(said).stream().map(Long::valueOf).toList();
        long longest = Math.max(longest(ran), longest(List.copyOf(answered)));
        return Duration.ofMillis(longest);
    }

    private static long longest(List<Long> times) {
        long longest = 0;
        List<Long> upToNow = Stream.concat(times.stream(), Stream.of(System.currentTimeMillis()))
                .toList();
        for (int i = 1; i < upToNow.size(); i++) {
            longest = Math.max(longest, upToNow.get(i) - upToNow.get(i - 1));
        }
        return longest;
    }

    @Override
    public void close() throws SQLException {
        process.destroy();
        thread.shutdownNow();
        connection.close();
    }
}
