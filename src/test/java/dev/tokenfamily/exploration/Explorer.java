package dev.tokenfamily.exploration;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.RevocationReason;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Walks through every moment of a scenario, once. */
final class Explorer {

    private final Scenario scenario;
    private final Map<Moment, BigInteger> schedulesFrom = new HashMap<>();
    private final Map<Object, Object> parts = new HashMap<>();
    private final Deque<String> path = new ArrayDeque<>();

    Explorer(Scenario scenario) {
        this.scenario = scenario;
    }

    /**
     * What was explored.
     *
     * @param moments that differ
     * @param schedules from the first step to the last, those that differ only in the names of twins counted once
     */
    record Figures(String scenario, int moments, BigInteger schedules, long millis) {

        @Override
        public String toString() {
            return String.format("%-70s %,9d moments %,24d schedules %,7d ms", scenario, moments, schedules, millis);
        }
    }

    /** Explores everything; ends at the first schedule that breaks a claim. */
    Figures explore() {
        long began = System.nanoTime();
        try {
            BigInteger schedules = explore(scenario.start());
            long millis = (System.nanoTime() - began) / 1_000_000;
            return new Figures(scenario.name(), schedulesFrom.size(), schedules, millis);
        } catch (ClaimBroken e) {
            throw e.after(scenario.name(), List.copyOf(path));
        }
    }

    /** How many schedules begin here. */
    private BigInteger explore(Moment moment) {
        BigInteger known = schedulesFrom.get(moment);
        if (known != null) {
            return known;
        }
        new Recovery(scenario, moment).require();
        List<Move> moves = scenario.moves(moment);
        if (moves.isEmpty()) {
            requireReport(moment);
            new Alarm(scenario, moment).require();
        }
        BigInteger schedules = moves.isEmpty() ? BigInteger.ONE : BigInteger.ZERO;
        for (Move move : moves) {
            // stays on the path if a claim breaks, to be told
            path.addLast(scenario.describe(moment, move));
            schedules = schedules.add(explore(canonical(scenario.after(moment, move))));
            path.removeLast();
        }
        schedulesFrom.put(moment, schedules);
        return schedules;
    }

    /** The same, of parts that were met before wherever possible: those are equal at first sight. */
    private Moment canonical(Moment moment) {
        List<Progress> actors = moment.actors().stream().map(this::known).toList();
        return new Moment(known(moment.contents()), actors, moment.held(), known(moment.ledger()));
    }

    private <T> T known(T part) {
        @SuppressWarnings("unchecked") // equal parts are of the same type
        T met = (T) parts.putIfAbsent(part, part);
        return met == null ? part : met;
    }

    private void requireReport(Moment end) {
        for (Family row : end.contents().rows().values()) {
            boolean silent = row.revocation() == RevocationReason.REUSE
                    && !end.ledger().incidents().contains(row.id() + " reuse");
            if (silent) {
                throw new ClaimBroken("a reuse that revoked is reported");
            }
        }
    }
}
