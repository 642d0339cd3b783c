package dev.tokenfamily.clientpolicy;

import dev.tokenfamily.policy.EffectivePolicy.Match;
import dev.tokenfamily.policy.PolicyReport;
import dev.tokenfamily.policy.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.ClientModel;

/** What is not as an admin may expect of a client that has been put under a preset. */
final class PresetWarnings {

    private PresetWarnings() {}

    /**
     * Who governs the client instead, and what is unsafe about it.
     *
     * @param report of the client, after the command
     * @param name of the client policy of the preset
     * @return one sentence each, in English
     */
    static List<String> of(PolicyReport report, ClientModel client, String name) {
        List<String> warnings = new ArrayList<>();
        Optional<String> winner = report.effective().certain().map(Match::clientPolicy);
        if (!winner.equals(Optional.of(name))) {
            warnings.add(
                    isForSome(report, name)
                            ? someUsers(client, name)
                            : winner.map(
                                            policy ->
                                                    "The client '%s' is governed by the client policy '%s', which is below '%s' in the"
                                                                    .formatted(client.getClientId(), policy, name)
                                                            + " list, and the last one that matches wins. Move it up, or take the client out of it.")
                                    .orElseGet(() ->
                                            "The client '%s' is not governed by '%s': the policy has another condition that says no."
                                                    .formatted(client.getClientId(), name)));
        }
        for (Warning warning : report.warnings()) {
            warnings.add("The client '%s': %s.".formatted(client.getClientId(), warning.message()));
        }
        return warnings;
    }

    private static boolean isForSome(PolicyReport report, String name) {
        return report.effective().candidates().stream()
                .anyMatch(match ->
                        match.clientPolicy().equals(name) && !match.users().everybody());
    }

    private static String someUsers(ClientModel client, String name) {
        return "The client '%s' is governed by '%s' for some of its users only: those that for-roles and for-groups name."
                .formatted(client.getClientId(), name);
    }
}
