package dev.tokenfamily.simulation;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a preset and the others do with the clients that the preset is for. One leaves another one behind that has no fewer logouts
 * and notices no more thefts, if it is better in one of both.
 *
 * @param preset whose clients these are
 * @param standings the preset's first, then perhaps that of the preset without late recovery, then the models'
 */
record Front(Contender preset, List<Standing> standings) {

    /** How somebody does with these clients. */
    record Standing(Contender contender, LogoutCount logouts, TheftCount thefts) {

        private double noticed() {
            return thefts.share(thefts.next());
        }

        boolean leavesBehind(Standing other) {
            boolean worse = logouts.perMillion() > other.logouts.perMillion() || noticed() < other.noticed();
            boolean better = logouts.perMillion() < other.logouts.perMillion() || noticed() > other.noticed();
            return better && !worse;
        }
    }

    /** Of all presets that are for clients of some kind. */
    static List<Front> all(Figures figures) {
        return Contender.presets().stream()
                .filter(preset -> !Purpose.of(preset).isEmpty())
                .map(preset -> of(preset, figures))
                .toList();
    }

    private static Front of(Contender preset, Figures figures) {
        List<Population> clients = Purpose.of(preset);
        List<Population> robbed =
                clients.stream().filter(Simulation.ROBBED::contains).toList();
        Stream<Contender> unrecovered =
                Contender.variants().stream().filter(variant -> variant.id().equals(preset.id() + "-unrecovered"));
        List<Standing> standings = Stream.of(Stream.of(preset), unrecovered, Contender.models().stream())
                .flatMap(contenders -> contenders)
                .map(contender -> new Standing(
                        contender,
                        figures.logoutsEvenly(contender, clients),
                        figures.thefts(contender, robbed, List.of(Thief.values()))))
                .toList();
        return new Front(preset, standings);
    }

    Standing own() {
        return standings.get(0);
    }

    /** The models that leave the preset behind. */
    List<Standing> before() {
        return standings.stream()
                .filter(other -> other.contender().isModel() && other.leavesBehind(own()))
                .toList();
    }

    /** Whether nobody leaves it behind. */
    boolean includes(Standing standing) {
        return standings.stream().noneMatch(other -> other.leavesBehind(standing));
    }
}
