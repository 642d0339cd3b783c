package dev.tokenfamily.token;

import dev.tokenfamily.detection.Finding;
import java.util.Optional;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;

/**
 * Carries a refresh from {@link FamilyRefreshTokenProvider}, which judges the presented token, to
 * {@link FamilyTokenPostProcessor}, which consumes it.
 *
 * @param examined what the provider found; not refused
 * @param event of this request
 */
record RefreshInProgress(Finding examined, EventBuilder event) {

    private static final String ATTRIBUTE = "token-family.refresh";

    /** The refresh of the request that the session serves; empty where there is none, or none of ours. */
    static Optional<RefreshInProgress> of(KeycloakSession session) {
        return Optional.ofNullable(session.getAttribute(ATTRIBUTE, RefreshInProgress.class));
    }

    /** Leaves it in an attribute of the session. */
    void begin(KeycloakSession session) {
        session.setAttribute(ATTRIBUTE, this);
    }
}
