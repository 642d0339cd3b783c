package dev.tokenfamily.notify;

import dev.tokenfamily.family.Answer;
import dev.tokenfamily.family.Incidents.Told;
import jakarta.ws.rs.core.UriBuilder;
import java.util.UUID;
import org.keycloak.common.util.Time;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.LoginActionsService;

/** Links by which a user answers to an incident. They lead to Keycloak's action-token endpoint. */
final class AnswerLinks {

    private final KeycloakSession session;
    private final RealmModel realm;

    AnswerLinks(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** For how long links are good, in seconds: as long as those that admins have sent. */
    int lifespan() {
        return realm.getActionTokenGeneratedByAdminLifespan();
    }

    /**
     * To the realm at that address.
     *
     * @param realmUrl its issuer
     */
    String to(String realmUrl, Told told, Answer answer) {
        String userId = told.listed().incident().owner().userId();
        int expiresAt = Math.toIntExact(Time.currentTimeSeconds() + lifespan());
        AnswerToken token = new AnswerToken(userId, told.listed().id(), answer, expiresAt);
        token.id(UUID.randomUUID().toString()).issuedNow().issuer(realmUrl).audience(realmUrl);
        return UriBuilder.fromUri(realmUrl)
                .path("login-actions")
                .path(LoginActionsService.class, "executeActionToken")
                .queryParam(Constants.KEY, session.tokens().encode(token))
                .build()
                .toString();
    }
}
