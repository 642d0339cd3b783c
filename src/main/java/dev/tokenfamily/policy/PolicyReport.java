package dev.tokenfamily.policy;

import dev.tokenfamily.policy.EffectivePolicy.Match;
import dev.tokenfamily.policy.Warning.ClientFacts;
import java.util.EnumSet;
import java.util.Set;

/**
 * What an admin wants to know about the policy of a client.
 *
 * @param effective which policies may govern it
 * @param warnings about any policy that may govern, in a fixed order
 */
public record PolicyReport(EffectivePolicy effective, Set<Warning> warnings) {

    /** The report on that client, of which {@code effective} is the policy. */
    public static PolicyReport of(EffectivePolicy effective, ClientFacts client) {
        Set<Warning> warnings = EnumSet.noneOf(Warning.class);
        for (Match match : effective.candidates()) {
            warnings.addAll(Warning.of(match.policy(), client));
        }
        return new PolicyReport(effective, warnings);
    }
}
