package dev.tokenfamily.harness.server;

import java.io.IOException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one server of this JVM, in the runtime that {@code -Dkeycloak.runtime=} names, and the device that it asks about logins: installed and started when first
 * asked for, stopped when the JVM's tests end.
 */
public final class LiveKeycloak implements ParameterResolver, ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return inContainer() ? NeedsDocker.available() : ConditionEvaluationResult.enabled("a distribution is here");
    }

    private static boolean inContainer() {
        return System.getProperty("keycloak.runtime", "distribution").equals("container");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == KeycloakServer.class || type == AuthenticationDevice.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        KeycloakRuntime runtime = context.getStore(
                        ExtensionContext.StoreScope.LAUNCHER_SESSION,
                        ExtensionContext.Namespace.create(LiveKeycloak.class))
                .getOrComputeIfAbsent("server", key -> start(), KeycloakRuntime.class);
        return parameter.getParameter().getType() == KeycloakServer.class ? runtime.server() : runtime.device();
    }

    private static KeycloakRuntime start() {
        try {
            return inContainer() ? ContainerRuntime.start() : DistributionRuntime.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
