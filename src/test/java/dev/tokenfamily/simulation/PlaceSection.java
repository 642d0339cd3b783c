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

            The table is about [`on-origin-change`](grace.md#a-new-place) with each `origin-binding`, for people who move. The three figures are for each user and
            month (30 days): how often an event reports a new place · how many mails `notify` sends · how many logins `require-login` asks for. Each
            client refreshes every 15 minutes while it is in use.
            """;

    private static final String STOPPED = """

            A thief copies the newest token of one of these people, and uses it within five minutes, before its owner does. The table shows how many of
            these thieves get no token under `require-login`, while the owner gets a mail:
            """;

    private static final String WHO = """

            A rule by address is therefore for clients that stay in one network. It logs out everybody who moves, and `notify` sends them a mail every
            day. A rule by user agent stops no thief who copies the header, and disturbs the users of applications with two user agents.
            `ip-prefix-or-user-agent` disturbs nobody here, and stops only the thieves who do not imitate the owner.

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
