package dev.tokenfamily.harness.server;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Skips tests in containers, saying so, where there is no Docker engine. */
public final class NeedsDocker implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return available(context);
    }

    public static ConditionEvaluationResult available(ExtensionContext context) {
        return DockerClientFactory.instance().isDockerAvailable()
                ? ConditionEvaluationResult.enabled("a Docker engine answers")
                : skipped(context);
    }

    @SuppressWarnings("SystemOut") // a skipped test says why
    private static ConditionEvaluationResult skipped(ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            System.out.println("SKIPPED " + context.getDisplayName() + ": no Docker engine answers");
        }
        return ConditionEvaluationResult.disabled("no Docker engine answers");
    }
}
