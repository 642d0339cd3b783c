package dev.tokenfamily.live.library;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The tables of {@code docs/reference/clients.md}: who was logged out, and what the libraries show their developers. */
record Table(List<Cell> cells) {

    private static final String BEGIN = "<!-- written by mvn verify -Pclients: from here -->";
    private static final String END = "<!-- written by mvn verify -Pclients: to here -->";

    /** The page, with the tables between its two marks. */
    String in(String page) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException("docs/reference/clients.md has not the marks " + BEGIN + " and " + END);
        }
        return page.substring(0, begin + BEGIN.length()) + "\n" + text() + page.substring(end);
    }

    private String text() {
        StringBuilder text = new StringBuilder("| library | scenario |");
        for (Rule rule : Rule.values()) {
            text.append(' ').append(rule.heading()).append(" |");
        }
        text.append("\n|---|---|").append("---|".repeat(Rule.values().length)).append('\n');
        Libraries.ALL.forEach(library -> row(library, text));
        text.append(
                        "\n| library | shows when no answer arrives | shows when the extension refuses | shows when Keycloak's switch refuses |\n")
                .append("|---|---|---|---|\n");
        Libraries.ALL.forEach(library -> text.append("| `%s` | %s | %s | %s |\n"
                .formatted(
                        library.name(),
                        shown(library, Cell::unheard),
                        shown(library, cell -> cell.rule() == Rule.SWITCH ? Set.of() : cell.refused()),
                        shown(library, cell -> cell.rule() == Rule.SWITCH ? cell.refused() : Set.of()))));
        return text.toString();
    }

    private void row(Library library, StringBuilder text) {
        String name = "`%s` %s: %s; `%s`".formatted(library.name(), version(library), library.kind(), library.preset());
        for (Scenario scenario : Scenario.values()) {
            text.append("| ")
                    .append(name)
                    .append(" | ")
                    .append(scenario.heading())
                    .append(" |");
            for (Rule rule : Rule.values()) {
                text.append(' ').append(entry(library, rule, scenario)).append(" |");
            }
            text.append('\n');
            name = "";
        }
    }

    private String version(Library library) {
        return cells.stream()
                .filter(cell -> cell.library().equals(library.name()))
                .map(Cell::version)
                .findFirst()
                .orElse("");
    }

    private String entry(Library library, Rule rule, Scenario scenario) {
        Optional<String> reason = Optional.ofNullable(library.notApplicable().get(scenario));
        return reason.map(why -> "– (" + why + ")").orElseGet(() -> cells.stream()
                .filter(cell -> cell.is(library, rule, scenario))
                .map(Table::counts)
                .findFirst()
                .orElse("not played yet"));
    }

    private static String counts(Cell cell) {
        String users = cell.loggedOut() + " of " + cell.users();
        return "%s (%d: %d, %d, %d)"
                .formatted(
                        cell.loggedOut() == 0 ? users : "**" + users + "**",
                        cell.traffic().sent(),
                        cell.traffic().granted(),
                        cell.traffic().refused(),
                        cell.traffic().unanswered());
    }

    private String shown(Library library, Function<Cell, Set<String>> kind) {
        Set<String> all = new TreeSet<>();
        cells.stream()
                .filter(cell -> cell.library().equals(library.name()))
                .map(kind)
                .forEach(all::addAll);
        return String.join(
                "<br>",
                all.stream()
                        .map(text -> "`" + text.replace("|", "\\|").replace('`', '\'') + "`")
                        .toList());
    }
}
