package dev.tokenfamily.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What late recovery changes, for clients and for thieves: each preset that has it, as it is and otherwise. */
final class LateRecoverySection {

    private static final List<Population> SPARED =
            List.of(Population.BROWSER_TABS, Population.SLEEPING_LAPTOP, Population.PHONE, Population.APP_KILLED);

    private static final List<Thief> THIEVES = List.of(Thief.FIRST, Thief.SAME_NETWORK, Thief.QUIET);

    private final Figures figures;

    LateRecoverySection(Figures figures) {
        this.figures = figures;
    }

    List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (Contender preset : Contender.presets()) {
            if (preset.windows().recoverLate()) {
                rows.add(row(preset));
                Contender.variants().stream()
                        .filter(variant -> variant.id().startsWith(preset.id() + "-"))
                        .forEach(variant -> rows.add(row(variant)));
            }
        }
        return rows;
    }

    private String row(Contender contender) {
        List<String> cells = new ArrayList<>();
        cells.add(contender.name());
        for (Population clients : SPARED) {
            cells.add(String.format(
                    Locale.ROOT,
                    "%,.0f",
                    figures.logouts(contender, List.of(clients)).perMillion()));
        }
        for (Thief thief : THIEVES) {
            cells.add(theft(figures.thefts(contender, Simulation.ROBBED, List.of(thief))));
        }
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String theft(TheftCount count) {
        return count.thefts() == 0
                ? "nothing stolen"
                : String.format(
                        Locale.ROOT,
                        "%.0f %% · %.0f %% · %,.1f",
                        count.share(count.next()) * 100,
                        count.share(count.never()) * 100,
                        count.tokensEach());
    }
}
