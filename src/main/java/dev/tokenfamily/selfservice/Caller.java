package dev.tokenfamily.selfservice;

import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;

/**
 * The user who calls, by an access token of our page that is good.
 *
 * @param realm of all of it
 * @param client of the page
 * @param user whose token it is
 * @param session the login that the token comes from
 * @param token that was shown
 */
record Caller(RealmModel realm, ClientModel client, UserModel user, UserSessionModel session, AccessToken token) {

    /**
     * The login that the token comes from, in which calls are counted: whoever has a stolen token uses up what the owner may do with
     * this one, and not with the next.
     */
    String login() {
        return realm.getId() + " " + user.getId() + " " + session.getId() + " " + token.getAuth_time();
    }

    /** Whether that is the id of the session that the caller is logged in to. */
    boolean isIn(String sessionId) {
        return session.getId().equals(sessionId);
    }
}
