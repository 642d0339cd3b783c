package dev.tokenfamily.token;

import dev.tokenfamily.detection.Detector;
import dev.tokenfamily.detection.Presentation;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.detection.RealmSwitch;
import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.policy.Policy;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.AuthenticatedClientSessionModel;
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

    /**
     * Whether the token would be accepted: judged like a refresh, without any consequence; the event says why where it would
     * not.
     *
     * @param policy of the client that it was issued to, if there is one
     * @param passesSwitch whether Keycloak's own switch lets it pass; the event says why where it does not
     */
    boolean isLive(
            KeycloakSession session,
            FamilyStore store,
            Optional<Policy> policy,
            BooleanSupplier passesSwitch,
            EventBuilder event) {
        AuthenticatedClientSessionModel clientSession =
                userSession.getAuthenticatedClientSessionByClient(client.getId());
        boolean claimed = PresentedTokenReader.hasClaim(token);
        boolean enforced = policy.filter(Policy::enforced).isPresent();
        boolean hasRow = !claimed
                && FamilyClaim.isId(token.getId())
                && (policy.isPresent() || PresentedTokenReader.sawAdoption(clientSession))
                && store.read(PresentedTokenReader.owner(clientSession), token.getId())
                                .family()
                        != null;
        SwitchMemory realmSwitch = SwitchMemory.of(session, token, clientSession);
        boolean checked = !enforced || (!claimed && !hasRow && realmSwitch.judgesLine());
        if (checked && !passesSwitch.getAsBoolean()) {
            return false;
        }
        boolean judged = claimed || hasRow || policy.isPresent();
        boolean live = !judged
                || PresentedTokenReader.read(token, clientSession)
                        .map(presented -> isLive(
                                session,
                                store,
                                policy.orElse(Policy.UNGOVERNED),
                                realmSwitch.role(enforced),
                                presented))
                        .orElse(false);
        if (!live) {
            refuse(event);
        }
        return live;
    }

    /** Lets the event say why the token is not live. */
    static void refuse(EventBuilder event) {
        event.detail(Details.REASON, "Refresh token is superseded, or its token family is not live");
        event.error(Errors.INVALID_TOKEN);
    }

    private boolean isLive(
            KeycloakSession session,
            FamilyStore store,
            Policy policy,
            RealmSwitch realmSwitch,
            PresentedToken presented) {
        Reading reading = store.read(presented.owner(), presented.familyId());
        Presentation presentation =
                PresentedTokenReader.presentation(session, token, client).withSwitch(realmSwitch);
        Verdict verdict = Detector.judge(reading, presented, presentation, policy);
        return policy.enforced() ? verdict.isLive() : !verdict.refused(false);
    }
}
