package dev.tokenfamily.simulation;

import dev.tokenfamily.simulation.Figures.Cell;
import dev.tokenfamily.simulation.Front.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code docs/explanation/trust.md} and its charts: nothing but what {@link Figures} say, and who is who. */
final class TrustPage {

    private static final List<Thief> THIEVES = List.of(Thief.values());

    private final Figures figures;
    private final PlaceFigures places;
    private final List<Front> fronts;
    private final List<String> lines = new ArrayList<>();

    TrustPage(Figures figures, PlaceFigures places) {
        this.figures = figures;
        this.places = places;
        fronts = Front.all(figures);
    }

    /** The charts by the names of their files. */
    Map<String, String> charts() {
        Map<String, String> charts = new LinkedHashMap<>();
        fronts.forEach(front -> charts.put(chart(front), FrontChart.of(front)));
        return charts;
    }

    String text() {
        lines.clear();
        say(TrustPageText.BEGINNING);
        fronts.forEach(this::front);
        brokenPromises();
        say(TrustPageText.LATE_RECOVERY);
        lines.addAll(new LateRecoverySection(figures).rows());
        say("");
        lines.addAll(new PlaceSection(places).lines());
        say(TrustPageText.LOGOUTS);
        table("per million refreshes", populations(), this::logouts);
        say(TrustPageText.THEFTS);
        table("at next · within a day · never · tokens", Simulation.ROBBED, this::theftsOf);
        say("The same by thief, of all these clients:", "");
        thieves();
        sources();
        return String.join("\n", lines) + "\n";
    }

    private void front(Front front) {
        say(
                "### " + front.preset().name(),
                "",
                "This preset is for " + ids(Purpose.of(front.preset())) + ".",
                "",
                "![" + front.preset().id() + ": logouts and noticed thefts](../images/" + chart(front) + ")",
                "",
                "| | logged out per million | noticed at next | within a day | never | tokens | on the front |",
                "|---|---|---|---|---|---|---|");
        for (Standing standing : front.standings()) {
            TheftCount thefts = standing.thefts();
            row(
                    standing.contender().name(),
                    perMillion(standing.logouts()),
                    percent(thefts.share(thefts.next())),
                    percent(thefts.share(thefts.next() + thefts.day())),
                    percent(thefts.share(thefts.never())),
                    tokens(thefts),
                    front.includes(standing) ? "yes" : "");
        }
        say("", verdict(front), "");
    }

    private static String verdict(Front front) {
        if (front.before().isEmpty()) {
            return "No model is as good in both columns (logged out, noticed at next) and better in one.";
        }
        String models = front.before().stream()
                .map(standing -> standing.contender().name())
                .collect(Collectors.joining("; "));
        return "As good in both columns (logged out, noticed at next) and better in one is **" + models + "**. "
                + TrustPageText.BEHIND;
    }

    private void brokenPromises() {
        say(TrustPageText.PROMISES);
        for (Contender preset : Contender.presets()) {
            for (Population population : Purpose.promised(preset)) {
                LogoutCount count = figures.logouts(preset, List.of(population));
                row(
                        preset.name(),
                        population.id(),
                        String.format(Locale.ROOT, "%,d", count.refreshes()),
                        number(count.loggedOut()));
            }
        }
        say(
                "",
                "Thefts outside the windows that were noticed at the owner's next refresh:",
                "",
                "| | noticed | of |",
                "|---|---|---|");
        for (Contender preset : Promises.enforcing()) {
            TheftCount count = figures.thefts(preset, Simulation.ROBBED, THIEVES);
            if (count.outside() > 0) {
                row(preset.name(), number(count.outsideNext()), number(count.outside()));
            }
        }
        say("", "## What does not hold", "");
        Map<String, List<Cell>> reasons = new LinkedHashMap<>();
        Promises.broken(figures).forEach((cell, why) -> reasons.computeIfAbsent(why, first -> new ArrayList<>())
                .add(cell));
        reasons.forEach((why, cells) -> say("* " + logOut(cells) + ". " + why));
        fronts.stream()
                .filter(front -> !front.before().isEmpty())
                .forEach(front ->
                        say("* " + front.preset().name() + " is left behind. " + Promises.whyBehind(front.preset())));
        say(TrustPageText.NOT_PROMISED);
    }

    /** Who logs out whom. */
    private static String logOut(List<Cell> cells) {
        Map<String, String> clients = new LinkedHashMap<>();
        cells.forEach(
                cell -> clients.merge(cell.contender(), cell.population(), (some, more) -> some + " and " + more));
        return clients.entrySet().stream()
                .map(preset -> "`" + preset.getKey() + "` logs out " + preset.getValue())
                .collect(Collectors.joining("; "));
    }

    private void table(String what, List<Population> columns, BiFunction<Contender, Population, String> cell) {
        say(
                "| " + what + " | " + columns.stream().map(Population::id).collect(Collectors.joining(" | ")) + " |",
                "|---".repeat(columns.size() + 1) + "|");
        for (Contender contender : Contender.all()) {
            row(Stream.concat(
                            Stream.of(contender.name()),
                            columns.stream().map(population -> cell.apply(contender, population)))
                    .toArray(String[]::new));
        }
        say("");
    }

    private String logouts(Contender contender, Population population) {
        String count = perMillion(figures.logouts(contender, List.of(population)));
        return Purpose.of(contender).contains(population) ? "**" + count + "**" : count;
    }

    private String theftsOf(Contender contender, Population population) {
        return theftCell(figures.thefts(contender, List.of(population), THIEVES));
    }

    private void thieves() {
        say(
                "| at next · within a day · never · tokens | "
                        + THIEVES.stream().map(Thief::id).collect(Collectors.joining(" | ")) + " |",
                "|---".repeat(THIEVES.size() + 1) + "|");
        for (Contender contender : Contender.all()) {
            row(Stream.concat(
                            Stream.of(contender.name()),
                            THIEVES.stream()
                                    .map(thief ->
                                            theftCell(figures.thefts(contender, Simulation.ROBBED, List.of(thief)))))
                    .toArray(String[]::new));
        }
        say("");
    }

    private static String theftCell(TheftCount count) {
        return count.thefts() == 0
                ? "nothing stolen"
                : String.join(
                        " · ",
                        percent(count.share(count.next())),
                        percent(count.share(count.next() + count.day())),
                        percent(count.share(count.never())),
                        tokens(count));
    }

    private void sources() {
        say(TrustPageText.CLIENTS, "| clients | what they do | what that rests on |", "|---|---|---|");
        for (Population population : Population.values()) {
            row(population.id(), population.behaviour(), population.basis());
        }
        say(TrustPageText.ROBBERS, "| thief | what they do |", "|---|---|");
        Arrays.stream(Thief.values()).forEach(thief -> row(thief.id(), thief.behaviour()));
        say(TrustPageText.MODELS, "| model | made from |", "|---|---|");
        Contender.models().forEach(model -> row(model.name(), model.basis()));
        say(TrustPageText.LIMITS);
    }

    private static List<Population> populations() {
        return List.of(Population.values());
    }

    private static String ids(List<Population> populations) {
        return populations.stream().map(Population::id).collect(Collectors.joining(", "));
    }

    private static String chart(Front front) {
        return "trust-" + front.preset().id() + ".svg";
    }

    private static String perMillion(LogoutCount count) {
        double perMillion = count.perMillion();
        return perMillion == 0 || perMillion >= 10
                ? String.format(Locale.ROOT, "%,.0f", perMillion)
                : String.format(Locale.ROOT, "%.2f", perMillion);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }

    private static String tokens(TheftCount count) {
        return String.format(Locale.ROOT, "%,.1f", count.tokensEach());
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private void row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    private void say(String... said) {
        lines.addAll(List.of(said));
    }
}
