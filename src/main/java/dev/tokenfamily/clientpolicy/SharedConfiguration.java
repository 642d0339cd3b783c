package dev.tokenfamily.clientpolicy;

import dev.tokenfamily.policy.PolicyParser;
import dev.tokenfamily.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The configuration of a preset in a realm. All clients under the preset share it, so that a command for one of them may change
 * what holds for the others, or put a client under what somebody configured for them.
 *
 * @param name of the client profile and the client policy
 * @param rule that is configured, after the command
 * @param changed whether the command changed what was configured before
 * @param joining the {@code client_id}s that the command puts under what was configured before
 */
record SharedConfiguration(Preset preset, String name, Rule rule, boolean changed, List<String> joining) {

    /** More are counted only. */
    private static final int MOST_NAMED = 20;

    /**
     * The clients under the preset that the command does not name.
     *
     * @param names the {@code client_id}s of those that the admin may view
     * @param unnamed how many there are besides
     */
    record Others(List<String> names, int unnamed) {

        /** In words; empty where there are none. */
        private String words() {
            int more = unnamed + Math.max(0, names.size() - MOST_NAMED);
            Stream<String> named = names.stream().limit(MOST_NAMED).map("'%s'"::formatted);
            Stream<String> counted =
                    more == 0 ? Stream.empty() : Stream.of(more == 1 ? "1 more client" : more + " more clients");
            return Stream.concat(named, counted).collect(Collectors.joining(", "));
        }
    }

    /**
     * What an admin may not expect of that.
     *
     * @param others are asked for only where they matter
     * @return one sentence each, in English
     */
    List<String> warnings(Supplier<Others> others) {
        boolean unexpected = !joining.isEmpty() && !rule.equals(PolicyParser.rule(preset.configured()));
        List<String> warnings = new ArrayList<>();
        if (changed || unexpected) {
            warnings.addAll(alsoFor(others));
        }
        if (unexpected) {
            joining.forEach(
                    client -> warnings.add("The client '%s' gets what is configured in '%s', not the preset's own: %s."
                            .formatted(client, name, enforcement())));
        }
        return warnings;
    }

    /** For whom else the configuration holds. */
    private List<String> alsoFor(Supplier<Others> others) {
        if (!preset.forChosenClients()) {
            return List.of("The configuration of '%s' holds for all clients of the kind that its condition names: %s."
                    .formatted(name, enforcement()));
        }
        String words = others.get().words();
        return words.isEmpty()
                ? List.of()
                : List.of("The configuration of '%s' holds for all clients under it, so also for %s: %s."
                        .formatted(name, words, enforcement()));
    }

    private String enforcement() {
        return "enforcement is " + rule.policy().reaction().enforcement().text();
    }
}
