package dev.tokenfamily.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the JVMs of a run note about it, each in a file of its own. */
final class SuiteLog {

    private static final String TEST_CLASS = "class";
    private static final String SPENT = "spent";

    private final Optional<Path> file;

    private SuiteLog(Optional<Path> file) {
        this.file = file;
    }

    /** Of this JVM; outside Maven, nothing is noted. */
    static SuiteLog ofThisRun() {
        return new SuiteLog(Optional.ofNullable(System.getProperty("suite.directory"))
                .map(directory -> Path.of(directory, ProcessHandle.current().pid() + ".tsv")));
    }

    /** A test class that is done: when it began (in epoch milliseconds), how long it took, how many tests it has. */
    record TestClass(String name, long start, Duration time, int tests, int failed, int skipped) {}

    /** Time that was spent on something. */
    record Spent(Activity activity, long start, Duration time) {

        private boolean isInside(Spent other) {
            return start >= other.start
                    && start + time.toMillis() <= other.start + other.time.toMillis()
                    && time.compareTo(other.time) < 0;
        }
    }

    void add(TestClass done) {
        write(TEST_CLASS, done.name, done.start, done.time.toMillis(), done.tests, done.failed, done.skipped);
    }

    void add(Spent spent) {
        write(SPENT, spent.activity, spent.start, spent.time.toMillis());
    }

    private void write(Object... fields) {
        file.ifPresent(path -> {
            String line =
                    String.join("\t", Stream.of(fields).map(Object::toString).toList()) + "\n";
            try {
                Files.createDirectories(path.getParent());
                Files.writeString(path, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** What one JVM noted; what was spent inside of something else is left out. */
    record Noted(List<TestClass> classes, List<Spent> spent) {

        static Noted in(Path file) throws IOException {
            List<TestClass> classes = new ArrayList<>();
            List<Spent> spent = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                String[] field = line.split("\t", -1);
                long start = Long.parseLong(field[2]);
                Duration time = Duration.ofMillis(Long.parseLong(field[3]));
                if (field[0].equals(TEST_CLASS)) {
                    classes.add(new TestClass(
                            field[1],
                            start,
                            time,
                            Integer.parseInt(field[4]),
                            Integer.parseInt(field[5]),
                            Integer.parseInt(field[6])));
                } else {
                    spent.add(new Spent(Activity.valueOf(field[1]), start, time));
                }
            }
            List<Spent> outermost = spent.stream()
                    .filter(one -> spent.stream().noneMatch(one::isInside))
                    .toList();
            return new Noted(List.copyOf(classes), outermost);
        }

        Duration spentBy(TestClass testClass, Activity activity) {
            long end = testClass.start + testClass.time.toMillis();
            return spent.stream()
                    .filter(one -> one.activity == activity && one.start >= testClass.start && one.start < end)
                    .map(Spent::time)
                    .reduce(Duration.ZERO, Duration::plus);
        }
    }
}
