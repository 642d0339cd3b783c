package dev.tokenfamily.simulation;

import java.util.Arrays;
import java.util.function.LongFunction;

/**
 * One user with one client, and perhaps a thief who comes on the first day, for whoever brings an endpoint of their own: what is played over the
 * simulated one plays over that, too.
 *
 * @param clients the id of a {@link Population}
 * @param thief the id of a {@link Thief}; empty for none
 * @param seed of all that happens; other seeds are other users
 * @param refreshes how many of the user's clients are played at most
 */
public record Sample(String clients, String thief, long seed, int refreshes) {

    /**
     * Plays it.
     *
     * @param midnight when it begins, milliseconds since 1970
     * @param logins an endpoint for each login, which begins at that time
     */
    public void play(long midnight, LongFunction<Endpoint> logins) {
        VirtualTime time = new VirtualTime(midnight);
        Household household = new Household(time, new Dice(seed), logins);
        if (!thief.isEmpty()) {
            new Theft(household, robber(), Contender.models().get(0).windows()).planAfter(midnight - VirtualTime.DAY);
        }
        population().begin(household);
        while (household.refreshes() < refreshes && time.step(Long.MAX_VALUE)) {
            // the deeds tell the endpoint
        }
    }

    private Population population() {
        return Arrays.stream(Population.values())
                .filter(population -> population.id().equals(clients))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No clients " + clients));
    }

    private Thief robber() {
        return Arrays.stream(Thief.values())
                .filter(one -> one.id().equals(thief))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No thief " + thief));
    }
}
