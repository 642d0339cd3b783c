package dev.tokenfamily.token;

import dev.tokenfamily.detection.Finding;
import java.util.Optional;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;

/**
 * Carries a refresh from the provider, which judges the presented token, to the post-processor, which consumes it.
 *
 * @param examined what the provider found; not refused
 * @param event of this request
 */
record RefreshInProgress(Finding examined, EventBuilder event) {

    private static final String ATTRIBUTE = "token-family.refresh";

    static Optional<RefreshInProgress> of(KeycloakSession session) {
        return Optional.ofNullable(session.getAttribute(ATTRIBUTE, RefreshInProgress.class));
    }

    void begin(KeycloakSession session) {
        session.setAttribute(ATTRIBUTE, this);
    }
}
