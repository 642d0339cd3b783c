package dev.tokenfamily.admin;

import dev.tokenfamily.clientpolicy.PresetCommands.Outcome;
import java.util.List;

/**
 * What turning a preset on or off changed, or would change.
 *
 * @param version of the realm's client policies, to be named by the command that follows
 * @param profile the name of the client profile
 * @param policy the name of the client policy, and of the client roles
 * @param changes one sentence each, in English; none where all was so already
 * @param warnings one sentence each, in English
 */
public record PresetOutcomeRepresentation(
        String version, String profile, String policy, List<String> changes, List<String> warnings) {

    static PresetOutcomeRepresentation of(Outcome outcome) {
        return new PresetOutcomeRepresentation(
                outcome.version(), outcome.name(), outcome.name(), outcome.changes(), outcome.warnings());
    }
}
