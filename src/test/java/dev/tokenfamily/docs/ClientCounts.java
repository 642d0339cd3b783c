package dev.tokenfamily.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the suite of real clients has written into {@code docs/reference/clients.md}, added up over all libraries.
 *
 * @param rows of its table: library, scenario, and what came of it under each rule
 */
record ClientCounts(List<List<String>> rows) {

    private static final Pattern USERS = Pattern.compile("(\\d+) of (\\d+)");

    static ClientCounts ofSuite() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("docs/reference/clients.md"))) {
            return new ClientCounts(
                    lines.dropWhile(line -> !line.contains("written by mvn verify -Pclients: from here"))
                            .skip(3)
                            .takeWhile(line -> line.startsWith("|"))
                            .map(line -> Arrays.stream(line.substring(1).split("\\|", -1))
                                    .map(String::strip)
                                    .toList())
                            .toList());
        }
    }

    long libraries() {
        return rows.stream().filter(row -> !row.get(0).isEmpty()).count();
    }

    /** Under our presets, without grace, and under Keycloak's switch: how many users of how many had to log in again. */
    List<String> row(String title, String... scenarios) {
        List<String> cells = new ArrayList<>(List.of(title));
        for (int rule = 2; rule <= 4; rule++) {
            cells.add(users(rule, Set.of(scenarios)));
        }
        return cells;
    }

    private String users(int rule, Set<String> scenarios) {
        int loggedOut = 0;
        int all = 0;
        for (List<String> row : rows) {
            Matcher users = USERS.matcher(row.get(rule));
            if (scenarios.contains(row.get(1)) && users.find()) {
                loggedOut += Integer.parseInt(users.group(1));
                all += Integer.parseInt(users.group(2));
            }
        }
        return loggedOut + " of " + all;
    }
}
