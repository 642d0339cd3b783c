package dev.tokenfamily.notify;

import dev.tokenfamily.family.Answer;
import dev.tokenfamily.family.FamilyQueries.ListedIncident;
import jakarta.ws.rs.core.UriInfo;
import org.keycloak.common.util.Time;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.LoginActionsService;

/** Links by which a user answers to an incident. They lead to the action-token endpoint of the server in the context. */
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

    String to(ListedIncident listed, Answer answer) {
        UriInfo server = session.getContext().getUri();
        int expiresAt = Math.toIntExact(Time.currentTimeSeconds() + lifespan());
        AnswerToken token = new AnswerToken(listed.incident().owner().userId(), listed.id(), answer, expiresAt);
        return LoginActionsService.actionTokenProcessor(server)
                .queryParam(Constants.KEY, token.serialize(session, realm, server))
                .build(realm.getName())
                .toString();
    }
}
