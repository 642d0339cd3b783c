package dev.tokenfamily.simulation;

import dev.tokenfamily.simulation.Figures.Cell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What we promise of presets, and where it does not hold. */
final class Promises {

    private static final String OLDER_ANSWER =
            "Tabs that refresh within the same second chain rotations, and the answers can arrive in the other order: a tab then stores a"
                    + " token over one that is two generations newer. It comes back when the access token expires, minutes after the grace period. If"
                    + " the token is one generation older, late recovery saves it. oidc-client-ts 3.5.0 has no lock, and stores every answer. A client"
                    + " that locks the refresh, or checks which answer is newer, is never logged out.";

    private static final String OTHER_NETWORK =
            "A public client is recovered only from the network of the rotation, and these apps come from three networks, each as often as"
                    + " the others. With tokens that are bound to a key (DPoP) it is recovered from everywhere. Then an app is logged out once in"
                    + " 200,000 refreshes: when it also loses the answer to the recovery, and stays away until the grace period is over.";

    private static final String BOUNDARY =
            "It is one case of each. Two parallel calls send the same token, one 0.2 s before the end of the rotation interval and one"
                    + " immediately after it. The first is given that generation again, the second the next one. The first answer arrives last, and is stored. The clock"
                    + " is right again a moment later, so that the stored token rests for five minutes, and its grace period is over by then.";

    private static final String UNNOTICED =
            "This is the price of [late recovery](#what-late-recovery-changes): a thief in the owner's own network is noticed one refresh"
                    + " later, or not at all if they come once. Without it, the preset logs out more, and notices more than that model at the owner's"
                    + " next refresh. The model gives each copy tokens of its own: it logs out fewer, and never notices half of the thefts.";

    /** The promises that are known not to be kept yet, and why. Whoever keeps one takes it out: the run fails until then. */
    private static final Map<Cell, String> KNOWN = known();

    private Promises() {}

    private static Map<Cell, String> known() {
        Map<Cell, String> known = new LinkedHashMap<>();
        known.put(new Cell("rfc9700-public", "browser-tabs"), OLDER_ANSWER);
        known.put(new Cell("rfc9700-public", "sleeping-laptop"), OLDER_ANSWER);
        known.put(new Cell("browser-app", "browser-tabs"), OLDER_ANSWER);
        known.put(new Cell("browser-app", "sleeping-laptop"), OLDER_ANSWER);
        known.put(new Cell("native-mobile", "phone"), OTHER_NETWORK);
        known.put(new Cell("native-mobile", "app-killed"), OTHER_NETWORK);
        known.put(new Cell("cli-agents", "clock-jumps"), BOUNDARY);
        known.put(new Cell("mcp", "clock-jumps"), BOUNDARY);
        return known;
    }

    /** Why a model leaves that preset behind, as far as it is known. */
    static String whyBehind(Contender preset) {
        return preset.windows().recoverLate() ? UNNOTICED : "The reason is not known.";
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
