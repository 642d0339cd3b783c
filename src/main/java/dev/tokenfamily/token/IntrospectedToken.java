package dev.tokenfamily.token;

import dev.tokenfamily.detection.Detector;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.policy.Policy;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;

/**
 * A refresh token that somebody asks about, whom Keycloak has verified.
 *
 * @param token itself; Keycloak reads it as an access token where the caller does not say what it is
 * @param client that it was issued to
 * @param userSession on which it lives
 */
record IntrospectedToken(AccessToken token, ClientModel client, UserSessionModel userSession) {

    /** Judged like a refresh, without any consequence; the event says why where it is not live. */
    boolean isLive(KeycloakSession session, FamilyStore store, Policy policy, EventBuilder event) {
        boolean live = PresentedTokenReader.read(
                        token, userSession.getAuthenticatedClientSessionByClient(client.getId()))
                .map(presented -> isLive(session, store, policy, presented))
                .orElse(false);
        if (!live) {
            event.detail(Details.REASON, "Refresh token is superseded, or its token family is not live");
            event.error(Errors.INVALID_TOKEN);
        }
        return live;
    }

    private boolean isLive(KeycloakSession session, FamilyStore store, Policy policy, PresentedToken presented) {
        Verdict verdict = Detector.judge(
                store.read(presented.owner(), presented.familyId()),
                presented,
                PresentedTokenReader.presentation(session, token, client),
                policy);
        return verdict instanceof Verdict.Keep
                || verdict instanceof Verdict.Rotate
                || verdict instanceof Verdict.CatchUp;
    }
}
