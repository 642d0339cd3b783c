package dev.tokenfamily.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that was counted, and the lines of text in which it is kept. */
final class Figures {

    /** Whose clients were counted, under what. */
    record Cell(String contender, String population) {}

    /** Who was robbed, under what, by whom. */
    record TheftCell(String contender, String population, String thief) {}

    private final Map<Cell, LogoutCount> logouts = new LinkedHashMap<>();
    private final Map<TheftCell, TheftCount> thefts = new LinkedHashMap<>();

    void add(Cell cell, LogoutCount count) {
        logouts.merge(cell, count, LogoutCount::plus);
    }

    void add(TheftCell cell, TheftCount count) {
        thefts.merge(cell, count, TheftCount::plus);
    }

    LogoutCount logouts(Contender contender, Collection<Population> populations) {
        return populations.stream()
                .map(population -> logouts.getOrDefault(new Cell(contender.id(), population.id()), LogoutCount.NONE))
                .reduce(LogoutCount.NONE, LogoutCount::plus);
    }

    /** As if each of these populations had refreshed as often as the others, whatever was played; of a billion refreshes. */
    LogoutCount logoutsEvenly(Contender contender, Collection<Population> populations) {
        double perMillion = populations.stream()
                .mapToDouble(
                        population -> logouts(contender, List.of(population)).perMillion())
                .average()
                .orElse(0);
        return new LogoutCount(1_000_000_000, Math.round(perMillion * 1_000), 0);
    }

    TheftCount thefts(Contender contender, Collection<Population> populations, Collection<Thief> thieves) {
        return populations.stream()
                .flatMap(population ->
                        thieves.stream().map(thief -> new TheftCell(contender.id(), population.id(), thief.id())))
                .map(cell -> thefts.getOrDefault(cell, TheftCount.NONE))
                .reduce(TheftCount.NONE, TheftCount::plus);
    }

    /** One line for each count, with commas between the values. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        logouts.forEach((cell, count) -> lines.add(String.join(
                ",",
                "logouts",
                cell.contender(),
                cell.population(),
                numbers(count.refreshes(), count.loggedOut(), count.expired()))));
        thefts.forEach((cell, count) -> lines.add(String.join(
                ",",
                "thefts",
                cell.contender(),
                cell.population(),
                cell.thief(),
                numbers(
                        count.next(),
                        count.day(),
                        count.later(),
                        count.never(),
                        count.nothing(),
                        count.tokens(),
                        count.outside(),
                        count.outsideNext()))));
        return lines;
    }

    /** What {@link #lines} gave. */
    static Figures of(List<String> lines) {
        Figures figures = new Figures();
        for (String line : lines) {
            String[] value = line.split(",", -1);
            if (value[0].equals("logouts")) {
                figures.add(
                        new Cell(value[1], value[2]),
                        new LogoutCount(number(value, 3), number(value, 4), number(value, 5)));
            } else {
                figures.add(
                        new TheftCell(value[1], value[2], value[3]),
                        new TheftCount(
                                number(value, 4),
                                number(value, 5),
                                number(value, 6),
                                number(value, 7),
                                number(value, 8),
                                number(value, 9),
                                number(value, 10),
                                number(value, 11)));
            }
        }
        return figures;
    }

    private static long number(String[] value, int place) {
        return Long.parseLong(value[place]);
    }

    private static String numbers(long... numbers) {
        List<String> texts = new ArrayList<>();
        for (long number : numbers) {
            texts.add(Long.toString(number));
        }
        return String.join(",", texts);
    }
}
