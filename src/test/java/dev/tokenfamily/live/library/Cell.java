package dev.tokenfamily.live.library;

import dev.tokenfamily.harness.network.Traffic;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What was counted of a library in a scenario under a rule.
 *
 * @param users who played it
 * @param loggedOut how many of them have to log in again
 * @param unheard what the library showed while no answer came
 * @param refused what it showed otherwise
 */
record Cell(
        String library,
        String version,
        Rule rule,
        Scenario scenario,
        int users,
        int loggedOut,
        Traffic traffic,
        Set<String> unheard,
        Set<String> refused) {

    private static final String BETWEEN = " | ";

    /** With what one more user, or some, have met. */
    Cell plus(Cell more) {
        return new Cell(
                library,
                version,
                rule,
                scenario,
                users + more.users,
                loggedOut + more.loggedOut,
                traffic.plus(more.traffic),
                union(unheard, more.unheard),
                union(refused, more.refused));
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(more);
        return all;
    }

    boolean is(Library one, Rule under, Scenario in) {
        return library.equals(one.name()) && rule == under && scenario == in;
    }

    String line() {
        return String.join(
                "\t",
                library,
                version,
                rule.name(),
                scenario.name(),
                Integer.toString(users),
                Integer.toString(loggedOut),
                Integer.toString(traffic.sent()),
                Integer.toString(traffic.granted()),
                Integer.toString(traffic.refused()),
                Integer.toString(traffic.unanswered()),
                String.join(BETWEEN, unheard),
                String.join(BETWEEN, refused));
    }

    /** What {@link #line} gave. */
    static Cell of(String line) {
        List<String> value = Stream.of(line.split("\t", -1)).toList();
        return new Cell(
                value.get(0),
                value.get(1),
                Rule.valueOf(value.get(2)),
                Scenario.valueOf(value.get(3)),
                Integer.parseInt(value.get(4)),
                Integer.parseInt(value.get(5)),
                new Traffic(
                        Integer.parseInt(value.get(6)),
                        Integer.parseInt(value.get(7)),
                        Integer.parseInt(value.get(8)),
                        Integer.parseInt(value.get(9))),
                texts(value.get(10)),
                texts(value.get(11)));
    }

    private static Set<String> texts(String joined) {
        return joined.isEmpty() ? Set.of() : new TreeSet<>(List.of(joined.split(" \\| ", -1)));
    }
}
