package dev.tokenfamily.live.library;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.page.ScriptProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process that runs a script. */
final class ScriptWorker implements Worker {

    private final ScriptProgram program;
    private volatile boolean killed;

    ScriptWorker(ScriptProgram program) {
        this.program = program;
    }

    @Override
    public List<Outcome> call(int atOnce) {
        try {
            List<Outcome> outcomes = new ArrayList<>();
            for (JsonNode result : program.tell("call", Map.of("atOnce", atOnce))) {
                outcomes.add(Outcome.of(result));
            }
            return outcomes;
        } catch (AssertionError ended) {
            if (killed) {
                return List.of();
            }
            throw ended;
        }
    }

    @Override
    public void kill() {
        killed = true;
        program.kill();
    }
}
