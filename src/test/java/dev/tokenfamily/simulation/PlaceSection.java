package dev.tokenfamily.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** What {@code on-origin-change} costs honest people, and whom it stops. */
final class PlaceSection {

    private static final String BEGINNING = """
            ## What a new place costs, and whom it stops

            [`on-origin-change`](grace.md#a-new-place) of each `origin-binding`, for people who move: for each user and month (30 days), how often
            an event says that the place is a new one · how many mails `notify` sends · how many logins `require-login` asks for. Each client
            refreshes every 15 minutes while it is in use.
            """;

    private static final String STOPPED = """

            A thief copies the newest token of one of these people, and uses it within five minutes, before its owner does. Of so many thieves
            `require-login` gives none a token, and the owner gets a mail:
            """;

    private static final String WHO = """

            So a rule by address is for clients that stay in one network: of people who move, it logs everybody out, and `notify` sends them a mail
            every day. A rule by user agent stops nobody who copies the header, and bothers the users of applications with two of them.
            `ip-prefix-or-user-agent` bothers nobody here, and stops the thieves who take no trouble.

            | people | what they do | what that rests on |
            |---|---|---|""";

    private static final String INTRUDERS = """

            | thief | from where |
            |---|---|""";

    private final PlaceFigures figures;

    PlaceSection(PlaceFigures figures) {
        this.figures = figures;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(BEGINNING));
        lines.addAll(table("event · mail · login", Traveller.values(), Traveller::id, (binding, traveller) -> {
            PlaceCount count = figures.of(binding, traveller);
            return String.format(
                    Locale.ROOT,
                    "%.1f · %.1f · %.1f",
                    count.each(count.changes()),
                    count.each(count.mails()),
                    count.each(count.logins()));
        }));
        lines.add(STOPPED);
        lines.addAll(table(
                "stopped",
                Intruder.values(),
                Intruder::id,
                (binding, intruder) -> String.format(
                        Locale.ROOT, "%.0f %%", figures.of(binding, intruder).share() * 100)));
        lines.add(WHO);
        for (Traveller traveller : Traveller.values()) {
            lines.add(row(Stream.of(traveller.id(), traveller.behaviour(), traveller.basis())));
        }
        lines.add(INTRUDERS);
        for (Intruder intruder : Intruder.values()) {
            lines.add(row(Stream.of(intruder.id(), intruder.behaviour())));
        }
        return lines;
    }

    /** What stands in a cell. */
    private interface Shown<T> {

        String of(String binding, T who);
    }

    private static <T> List<String> table(String what, T[] rows, Function<T, String> name, Shown<T> cell) {
        List<String> lines = new ArrayList<>();
        lines.add(row(Stream.concat(Stream.of(what), Moves.BINDINGS.stream().map(binding -> "`" + binding + "`"))));
        lines.add("|---".repeat(Moves.BINDINGS.size() + 1) + "|");
        Arrays.stream(rows)
                .map(who -> row(Stream.concat(
                        Stream.of(name.apply(who)), Moves.BINDINGS.stream().map(binding -> cell.of(binding, who)))))
                .forEach(lines::add);
        return lines;
    }

    private static String row(Stream<String> cells) {
        return "| " + String.join(" | ", cells.toList()) + " |";
    }
}
