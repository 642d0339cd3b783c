package dev.tokenfamily.live.coverage;

import java.util.List;
import java.util.Map;
import org.keycloak.representations.idm.AuthenticationExecutionExportRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** A browser flow with two levels of authentication: {@code silver} takes a password, {@code gold} takes it again. */
final class StepUpFlow {

    private static final String NAME = "step-up";
    private static final String FORMS = "step-up forms";

    private StepUpFlow() {}

    static void of(RealmRepresentation realm) {
        realm.setAuthenticationFlows(List.of(
                flow(NAME, true, step("auth-cookie", "ALTERNATIVE"), subflow(FORMS, "ALTERNATIVE")),
                flow(FORMS, false, subflow("silver", "CONDITIONAL"), subflow("gold", "CONDITIONAL")),
                flow("silver", false, level("silver"), step("auth-username-password-form", "REQUIRED")),
                flow("gold", false, level("gold"), step("auth-password-form", "REQUIRED"))));
        realm.setAuthenticatorConfig(List.of(config("silver", 1), config("gold", 2)));
        realm.setBrowserFlow(NAME);
        realm.setAttributes(Map.of("acr.loa.map", "{\"silver\":1,\"gold\":2}"));
    }

    private static AuthenticationFlowRepresentation flow(
            String alias, boolean top, AuthenticationExecutionExportRepresentation... steps) {
        AuthenticationFlowRepresentation flow = new AuthenticationFlowRepresentation();
        flow.setAlias(alias);
        flow.setProviderId("basic-flow");
        flow.setTopLevel(top);
        for (int i = 0; i < steps.length; i++) {
            steps[i].setPriority(i);
        }
        flow.setAuthenticationExecutions(List.of(steps));
        return flow;
    }

    private static AuthenticationExecutionExportRepresentation step(String authenticator, String requirement) {
        AuthenticationExecutionExportRepresentation step = new AuthenticationExecutionExportRepresentation();
        step.setAuthenticator(authenticator);
        step.setRequirement(requirement);
        return step;
    }

    private static AuthenticationExecutionExportRepresentation subflow(String alias, String requirement) {
        AuthenticationExecutionExportRepresentation step = new AuthenticationExecutionExportRepresentation();
        step.setAuthenticatorFlow(true);
        step.setFlowAlias(alias);
        step.setRequirement(requirement);
        return step;
    }

    private static AuthenticationExecutionExportRepresentation level(String name) {
        AuthenticationExecutionExportRepresentation step = step("conditional-level-of-authentication", "REQUIRED");
        step.setAuthenticatorConfig(name);
        return step;
    }

    private static AuthenticatorConfigRepresentation config(String name, int level) {
        AuthenticatorConfigRepresentation config = new AuthenticatorConfigRepresentation();
        config.setAlias(name);
        config.setConfig(Map.of("loa-condition-level", Integer.toString(level), "loa-max-age", "36000"));
        return config;
    }
}
