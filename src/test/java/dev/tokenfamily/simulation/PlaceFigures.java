package dev.tokenfamily.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What rules about new places do to people who move, and to intruders, and the lines of text in which it is kept. */
final class PlaceFigures {

    private static final String PLACES = "places";

    private static final String INTRUDERS = "intruders";

    /** Who, by the id, under which {@code origin-binding}. */
    private record Cell(String binding, String who) {}

    private final Map<Cell, PlaceCount> travellers = new LinkedHashMap<>();
    private final Map<Cell, IntruderCount> intruders = new LinkedHashMap<>();

    /** So many users of each kind, each for a month, and as many thefts of each kind from each of them. */
    static PlaceFigures play(int users) {
        PlaceFigures figures = new PlaceFigures();
        for (String binding : Moves.BINDINGS) {
            for (Traveller traveller : Traveller.values()) {
                for (int user = 0; user < users; user++) {
                    figures.add(binding, traveller.id(), Moves.month(binding, traveller, user));
                    for (Intruder intruder : Intruder.values()) {
                        boolean stopped = Moves.stops(binding, traveller, intruder, user);
                        figures.add(binding, intruder.id(), new IntruderCount(1, stopped ? 1 : 0));
                    }
                }
            }
        }
        return figures;
    }

    private void add(String binding, String traveller, PlaceCount count) {
        travellers.merge(new Cell(binding, traveller), count, PlaceCount::plus);
    }

    private void add(String binding, String intruder, IntruderCount count) {
        intruders.merge(new Cell(binding, intruder), count, IntruderCount::plus);
    }

    PlaceCount of(String binding, Traveller traveller) {
        return travellers.getOrDefault(new Cell(binding, traveller.id()), PlaceCount.NONE);
    }

    IntruderCount of(String binding, Intruder intruder) {
        return intruders.getOrDefault(new Cell(binding, intruder.id()), IntruderCount.NONE);
    }

    /** One line for each count, with commas between the values. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        travellers.forEach((cell, count) -> lines.add("%s,%s,%s,%d,%d,%d,%d,%d"
                .formatted(
                        PLACES,
                        cell.binding(),
                        cell.who(),
                        count.users(),
                        count.refreshes(),
                        count.changes(),
                        count.mails(),
                        count.logins())));
        intruders.forEach((cell, count) -> lines.add(
                "%s,%s,%s,%d,%d".formatted(INTRUDERS, cell.binding(), cell.who(), count.tries(), count.stopped())));
        return lines;
    }

    /** What {@link #lines} gave. */
    static PlaceFigures of(List<String> lines) {
        PlaceFigures figures = new PlaceFigures();
        for (String line : lines) {
            String[] value = line.split(",", -1);
            if (value[0].equals(PLACES)) {
                figures.add(
                        value[1],
                        value[2],
                        new PlaceCount(
                                Long.parseLong(value[3]),
                                Long.parseLong(value[4]),
                                Long.parseLong(value[5]),
                                Long.parseLong(value[6]),
                                Long.parseLong(value[7])));
            } else {
                figures.add(value[1], value[2], new IntruderCount(Long.parseLong(value[3]), Long.parseLong(value[4])));
            }
        }
        return figures;
    }
}
