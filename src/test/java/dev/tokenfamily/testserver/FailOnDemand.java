package dev.tokenfamily.testserver;

import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** Where a request asks to fail. */
final class FailOnDemand {

    private FailOnDemand() {}

    static @Nullable String wanted(KeycloakSession session) {
        return session.getContext().getHttpRequest().getDecodedFormParameters().getFirst("test_fail");
    }
}
