package dev.tokenfamily.simulation;

import dev.tokenfamily.simulation.Figures.Cell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What we promise of presets, and where it does not hold. */
final class Promises {

    private static final String CHAINS =
            "Tabs that refresh a fraction of a second apart make rotations chain. A slower request then comes with a token that is two"
                    + " generations old; the grace period counts for the last generation only. Or a slower answer is stored over a newer one, and"
                    + " the older token comes back when the access token expires. Grace that counts by time for each token ends the first, not the"
                    + " second; a rotation interval makes both rare. A client that locks the refresh, or looks which answer is newer, has neither.";

    /** The promises that are known not to be kept yet, and why. Whoever keeps one takes it out: the run fails until then. */
    private static final Map<Cell, String> KNOWN = known();

    private Promises() {}

    private static Map<Cell, String> known() {
        Map<Cell, String> known = new LinkedHashMap<>();
        known.put(new Cell("rfc9700-public", "browser-tabs"), CHAINS);
        known.put(new Cell("browser-app", "browser-tabs"), CHAINS);
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
