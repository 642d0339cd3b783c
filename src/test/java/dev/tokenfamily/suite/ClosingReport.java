package dev.tokenfamily.suite;

import dev.tokenfamily.suite.SuiteLog.Noted;
import dev.tokenfamily.suite.SuiteLog.TestClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints the slowest ten classes of a run, and where their time went; all of them are in {@code times.md} beside the notes. */
public final class ClosingReport {

    private static final int SLOWEST = 10;

    private ClosingReport() {}

    /** A class and the JVM it ran in. */
    private record Row(TestClass testClass, Noted noted) {

        private Duration on(Activity activity) {
            return noted.spentBy(testClass, activity);
        }

        private Duration rest() {
            return Stream.of(Activity.values()).map(this::on).reduce(testClass.time(), Duration::minus);
        }

        private List<String> cells() {
            List<String> cells = new ArrayList<>(
                    List.of(testClass.name(), Integer.toString(testClass.tests()), seconds(testClass.time())));
            Stream.of(Activity.values()).map(activity -> seconds(on(activity))).forEach(cells::add);
            cells.add(seconds(rest()));
            return cells;
        }
    }

    /** Of the run whose notes are in the directory that is the first argument. Where there are none, it says nothing. */
    @SuppressWarnings("SystemOut") // people read it
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Row> rows = rows(directory);
        List<String> columns = new ArrayList<>(List.of("class", "tests", "seconds"));
        Stream.of(Activity.values())
                .map(activity -> activity.name().toLowerCase(Locale.ROOT))
                .forEach(columns::add);
        columns.add("rest");
        Files.writeString(directory.resolve("times.md"), markdown(columns, rows));
        System.out.printf("%nThe slowest classes; all of them are in %s%n%n", directory.resolve("times.md"));
        System.out.println(line(columns));
        rows.stream().limit(SLOWEST).map(row -> line(row.cells())).forEach(System.out::println);
        System.out.println(totals(rows));
    }

    private static List<Row> rows(Path directory) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".tsv")).toList()) {
                Noted noted = Noted.in(file);
                noted.classes().forEach(testClass -> rows.add(new Row(testClass, noted)));
            }
        }
        rows.sort(Comparator.comparing((Row row) -> row.testClass().time()).reversed());
        return rows;
    }

    private static String markdown(List<String> columns, List<Row> rows) {
        return Stream.concat(
                        Stream.of(columns, columns.stream().map(column -> "---").toList()),
                        rows.stream().map(Row::cells))
                .map(cells -> "| " + String.join(" | ", cells) + " |\n")
                .collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return "%-32s".formatted(cells.get(0))
                + cells.stream().skip(1).map("%9s"::formatted).collect(Collectors.joining());
    }

    private static String totals(List<Row> rows) {
        List<TestClass> classes = rows.stream().map(Row::testClass).toList();
        return "%n%d tests in %d classes, %d failed, %d skipped; %s s of all classes together%n"
                .formatted(
                        classes.stream().mapToInt(TestClass::tests).sum(),
                        classes.size(),
                        classes.stream().mapToInt(TestClass::failed).sum(),
                        classes.stream().mapToInt(TestClass::skipped).sum(),
                        seconds(classes.stream().map(TestClass::time).reduce(Duration.ZERO, Duration::plus)));
    }

    private static String seconds(Duration time) {
        return "%.1f".formatted(time.toMillis() / 1000.0);
    }
}
