package dev.tokenfamily.token;

import dev.tokenfamily.detection.Capped;
import dev.tokenfamily.detection.Finding;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Hears what was found about a presented refresh token. */
public interface VerdictListener {

    /**
     * The token was judged; called once or twice in a request. The event has not been sent yet, and can take details.
     *
     * @param clientSession on which the token lives
     */
    void judged(Finding finding, AuthenticatedClientSessionModel clientSession, EventBuilder event);

    /**
     * A token tells something though Keycloak has refused it, since what it lived on has ended; nothing else is called then. The event
     * has not been sent yet, and can take details.
     *
     * @param client to which the token was issued
     * @param user whom it was issued for
     */
    void judgedAfterTheEnd(Finding finding, ClientModel client, UserModel user, EventBuilder event);

    /**
     * A family was opened, and its user has too many of them. The event has not been sent yet, and can take details.
     *
     * @param clientSession on which the family lives that was opened
     */
    void capped(Capped capped, AuthenticatedClientSessionModel clientSession, EventBuilder event);

    /** The request is about to be answered on this finding; called once in a request. */
    void answered(Finding finding, RealmModel realm);
}
