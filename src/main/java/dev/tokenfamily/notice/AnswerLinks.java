package dev.tokenfamily.notice;

import dev.tokenfamily.incident.Answer;
import dev.tokenfamily.incident.Incidents.ListedIncident;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.Urls;

/** Links by which a user answers to an incident. They lead to a page of our own at the server in the context. */
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

    /** For that user, as the account is now. */
    String to(ListedIncident listed, UserModel user, Answer answer) {
        String issuer = Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName());
        long expiresAt = Time.currentTimeSeconds() + lifespan();
        String seal = AccountSeal.of(listed.id(), user);
        AnswerToken token = new AnswerToken(issuer, listed.id(), answer, seal, expiresAt);
        return AnswerPages.link(session, session.tokens().encode(token));
    }
}
