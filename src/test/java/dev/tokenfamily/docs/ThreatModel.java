package dev.tokenfamily.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What docs/explanation/threat-model.md promises: the rows of its tables that have a column for the tests. */
record ThreatModel(List<Promise> promises) {

    private static final String TESTS = "Held by";
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    /**
     * A row.
     *
     * @param attacker the heading above it
     * @param play what the attacker does
     */
    record Promise(String attacker, String play, List<NamedTest> tests) {

        /** What is wrong with it; nothing, as a rule. */
        Stream<String> faults() {
            return tests.isEmpty()
                    ? Stream.of("No test holds: " + play)
                    : tests.stream()
                            .filter(test -> !test.exists())
                            .map(test -> "There is no " + test + " for: " + play);
        }
    }

    static ThreatModel read() throws IOException {
        return in(Files.readAllLines(Path.of("docs/explanation/threat-model.md")));
    }

    static ThreatModel in(List<String> lines) {
        List<Promise> promises = new ArrayList<>();
        String heading = "";
        int column = -1;
        boolean inTable = false;
        for (String line : lines) {
            if (line.startsWith("#")) {
                heading = line.replaceFirst("^#+ ", "");
            }
            if (!line.startsWith("|")) {
                inTable = false;
                continue;
            }
            List<String> cells = cells(line);
            if (!inTable) {
                inTable = true;
                column = cells.indexOf(TESTS);
            } else if (column >= 0 && !line.startsWith("|---")) {
                promises.add(new Promise(heading, cells.get(0), tests(cells.get(column))));
            }
        }
        return new ThreatModel(promises);
    }

    private static List<String> cells(String line) {
        return Stream.of(line.substring(1).split("\\|", -1)).map(String::strip).toList();
    }

    private static List<NamedTest> tests(String cell) {
        return NAME.matcher(cell)
                .results()
                .map(found -> new NamedTest(found.group(1)))
                .toList();
    }

    List<String> faults() {
        return promises.stream().flatMap(Promise::faults).toList();
    }
}
