package dev.tokenfamily.simulation;

import dev.tokenfamily.simulation.Figures.Cell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What we promise of presets, and where it does not hold. */
final class Promises {

    private static final String OLDER_ANSWER =
            "The answers to two refreshes that follow each other within seconds can arrive the other way round, and a tab then"
                    + " stores the older one over the newer. Its token comes back when the access token expires, minutes after the grace period."
                    + " A rotation interval makes that rare. A client that locks the refresh, or looks which answer is newer, is never logged"
                    + " out.";

    /** The promises that are known not to be kept yet, and why. Whoever keeps one takes it out: the run fails until then. */
    private static final Map<Cell, String> KNOWN = known();

    private Promises() {}

    private static Map<Cell, String> known() {
        Map<Cell, String> known = new LinkedHashMap<>();
        known.put(new Cell("rfc9700-public", "browser-tabs"), OLDER_ANSWER);
        known.put(new Cell("browser-app", "browser-tabs"), OLDER_ANSWER);
        known.put(
                new Cell("cli-agents", "clock-jumps"),
                "It is one in three million, and was not traced. That the answers to two calls in parallel, on both sides of a"
                        + " rotation, are stored the other way round would do it.");
        return known;
    }

    /** Where a preset logs somebody out of whom it promises that it does not, and why, as far as that is known. */
    static Map<Cell, String> broken(Figures figures) {
        Map<Cell, String> broken = new LinkedHashMap<>();
        for (Contender preset : Contender.presets()) {
            for (Population population : Purpose.promised(preset)) {
                Cell cell = new Cell(preset.id(), population.id());
                if (figures.logouts(preset, List.of(population)).loggedOut() > 0) {
                    broken.put(cell, KNOWN.getOrDefault(cell, "The reason is not known."));
                }
            }
        }
        return broken;
    }

    static Map<Cell, String> knownToBeBroken() {
        return Map.copyOf(KNOWN);
    }

    /** The presets that end a login for a reuse. */
    static List<Contender> enforcing() {
        return Contender.presets().stream()
                .filter(preset -> preset.policy() != null && preset.policy().enforced())
                .toList();
    }

    /** The thefts of which a preset must raise an alarm by the owner's next refresh, and has not. */
    static long missed(Contender preset, Figures figures) {
        TheftCount count = figures.thefts(preset, Simulation.ROBBED, List.of(Thief.values()));
        return count.outside() - count.outsideNext();
    }
}
