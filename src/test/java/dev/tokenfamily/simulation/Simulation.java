package dev.tokenfamily.simulation;

import dev.tokenfamily.simulation.Figures.Cell;
import dev.tokenfamily.simulation.Figures.TheftCell;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All contenders against all populations and thieves, in shards that can be played side by side: what comes out depends on the
 * seed alone. All contenders have the same users at the beginning.
 *
 * @param seed of everything
 * @param refreshes of each contender and population
 * @param promised refreshes of each preset with all populations together of which nobody may be logged out; these replace
 *     {@code refreshes} there if they are more
 * @param thefts of each contender, population and thief
 */
record Simulation(long seed, long refreshes, long promised, int thefts) {

    /** A small part of what the documents show, in seconds. */
    static final Simulation SAMPLE = new Simulation(2026, 1_500, 0, 1);

    /** What the documents show, in minutes. */
    static final Simulation WHOLE = new Simulation(2026, 200_000, 10_000_000, 100);

    /** How many people of each kind move, in a month of each, for what the documents show. */
    static final int WHOLE_TRAVELLERS = 20;

    /** How many of them are played by an ordinary test. */
    static final int SAMPLE_TRAVELLERS = 1;

    /** When everything begins: any midnight. */
    static final long MIDNIGHT = 20_000 * VirtualTime.DAY;

    /** Whose clients are robbed. */
    static final List<Population> ROBBED = List.of(
            Population.BROWSER_TABS,
            Population.SERVER_RENDERED,
            Population.GATEWAY,
            Population.MCP_HOST,
            Population.AGENTS,
            Population.PHONE);

    private static final long SHARD = 250_000;

    Figures play(int threads) throws InterruptedException, ExecutionException {
        List<Supplier<Consumer<Figures>>> parts = new ArrayList<>();
        for (Contender contender : Contender.all()) {
            for (Population population : Population.values()) {
                long left = Math.max(refreshes, share(contender, population));
                for (int shard = 0; left > 0; shard++, left -= SHARD) {
                    long part = Math.min(left, SHARD);
                    long dice = seed(population.id(), "", shard);
                    parts.add(() -> logouts(contender, population, dice, part));
                }
            }
            for (Population population : ROBBED) {
                for (Thief thief : Thief.values()) {
                    long dice = seed(population.id(), thief.id(), 0);
                    parts.add(() -> thefts(contender, population, thief, dice));
                }
            }
        }
        return played(parts, threads);
    }

    /** Those who are promised share the number among them. */
    private long share(Contender contender, Population population) {
        List<Population> all = Purpose.promised(contender);
        return all.contains(population) ? (promised + all.size() - 1) / all.size() : 0;
    }

    private static Consumer<Figures> logouts(Contender contender, Population population, long dice, long refreshes) {
        LogoutCount count = LogoutCount.play(contender, population, dice, refreshes);
        return figures -> figures.add(new Cell(contender.id(), population.id()), count);
    }

    private Consumer<Figures> thefts(Contender contender, Population population, Thief thief, long dice) {
        TheftCount count = TheftCount.play(contender, population, thief, dice, thefts);
        return figures -> figures.add(new TheftCell(contender.id(), population.id(), thief.id()), count);
    }

    private static Figures played(List<Supplier<Consumer<Figures>>> parts, int threads)
            throws InterruptedException, ExecutionException {
        ExecutorService players = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Consumer<Figures>>> counts = new ArrayList<>();
            for (Supplier<Consumer<Figures>> part : parts) {
                counts.add(players.submit(part::get));
            }
            Figures figures = new Figures();
            for (Future<Consumer<Figures>> count : counts) {
                count.get().accept(figures);
            }
            return figures;
        } finally {
            players.shutdownNow();
        }
    }

    /** The same for all contenders, so that they meet the same users. */
    private long seed(String population, String thief, int shard) {
        return ((seed * 31 + population.hashCode()) * 31 + thief.hashCode()) * 1_000_003 + shard;
    }
}
