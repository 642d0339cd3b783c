package dev.tokenfamily.live.library;

import dev.tokenfamily.clientpolicy.Preset;
import dev.tokenfamily.policy.PolicyParser;
import java.util.Map;

/** The presets, as admins turn them on. */
final class Presets {

    private Presets() {}

    /** What the executor is given. */
    static Map<String, Object> configuration(String preset) {
        return Preset.named(preset).orElseThrow().configured();
    }

    /** Whether nobody is logged out under that preset: only those may be who stay away for longer than it recovers what was lost. */
    static boolean promises(String preset, Scenario scenario) {
        return scenario != Scenario.OFFLINE
                || PolicyParser.parse(configuration(preset)).recovery().includes(Scenario.OFFLINE_SECONDS);
    }
}
