package dev.tokenfamily.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.outbox.KeptEntries;
import dev.tokenfamily.store.PersonalColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What docs/reference/data-protection.md says is held of people is what the schema and the outbox have. */
final class DataProtectionTest {

    private static final Path DOCUMENT = Path.of("docs/reference/data-protection.md");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path OPTIONS = Path.of("src/main/java/dev/tokenfamily/store/StoreOptions.java");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern QUEUE = Pattern.compile("\"(token-family-[a-z-]+)\"");
    private static final String OUTBOX = "OUTBOX_ENTRY";

    /** A row of the table, by what is in code in its cells. */
    private record Held(
            String table, Set<String> personal, Set<String> besides, Set<String> keptFor, Set<String> first) {}

    private static List<Held> held() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .dropWhile(line -> !line.equals("## What is held"))
                .dropWhile(line -> !line.startsWith("|"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(DataProtectionTest::row)
                .toList();
    }

    private static Held row(String line) {
        List<Set<String>> cells = Stream.of(line.substring(1).split("\\|", -1))
                .map(DataProtectionTest::code)
                .toList();
        return new Held(cells.get(0).iterator().next(), cells.get(1), cells.get(2), cells.get(4), cells.get(0));
    }

    private static Set<String> code(String cell) {
        return CODE.matcher(cell)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Nested
    final class GivenOurTables {

        @Test
        void thenEachColumnOfEachIsTold() throws IOException {
            Map<String, Set<String>> told = new TreeMap<>();
            held().stream().filter(row -> !row.table.equals(OUTBOX)).forEach(row -> {
                Set<String> columns = new TreeSet<>(row.personal);
                columns.addAll(row.besides);
                told.put(row.table, columns);
            });
            Map<String, Set<String>> schema = new TreeMap<>();
            PersonalColumns.ofTables().forEach((table, columns) -> schema.put(table, new TreeSet<>(columns)));
            assertThat(told).isEqualTo(schema);
        }

        @Test
        void thenWhatNamesAUserIsToldAsThat() throws IOException {
            Map<String, Set<String>> personal = held().stream().collect(Collectors.toMap(Held::table, Held::personal));
            assertThat(PersonalColumns.all()).allSatisfy(column -> assertThat(personal.get(column.table()))
                    .contains(column.name()));
        }

        @Test
        void thenTheOptionsAreThere() throws IOException {
            String options = Files.readString(OPTIONS);
            assertThat(held().stream().flatMap(row -> row.keptFor.stream()).collect(Collectors.toSet()))
                    .hasSize(3)
                    .allSatisfy(option -> assertThat(options).contains("\"" + option + "\""));
        }
    }

    @Nested
    final class GivenTheOutbox {

        /** A queue that is not among them would neither be exported nor removed. */
        @Test
        void thenEveryQueueOfOursIsKnownAndTold() throws IOException {
            assertThat(KeptEntries.QUEUES).containsExactlyInAnyOrderElementsOf(queuesInSources());
            Set<String> told = held().stream()
                    .filter(row -> row.table.equals(OUTBOX))
                    .flatMap(row -> row.first.stream())
                    .filter(code -> !code.equals(OUTBOX))
                    .collect(Collectors.toSet());
            assertThat(told).isEqualTo(Set.copyOf(KeptEntries.QUEUES));
        }

        /** In whatever deals with messengers and entries or names a queue, and in the channels of incidents. */
        private static Set<String> queuesInSources() throws IOException {
            try (Stream<Path> files = Files.walk(SOURCES)) {
                return files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.endsWith("KeptEntries.java"))
                        .map(DataProtectionTest::read)
                        .filter(text -> text.contains("implements Messenger")
                                || text.contains("new NewEntry(")
                                || text.contains(" QUEUE = \"")
                                || text.contains("enum Channel "))
                        .flatMap(text -> QUEUE.matcher(text).results().map(found -> found.group(1)))
                        .collect(Collectors.toSet());
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
