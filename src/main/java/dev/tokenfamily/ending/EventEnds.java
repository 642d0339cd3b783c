package dev.tokenfamily.ending;

import dev.tokenfamily.family.Origin;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.History;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.AuthDetails;
import org.keycloak.models.KeycloakSession;

/** What the events of one request say of ends: who brings them about, and by what. */
public final class EventEnds {

    /**
     * Where an identity provider says who is logged out there (OpenID Connect Back-Channel Logout §2.5). A field named {@code
     * logout_token} proves nothing: elsewhere anybody may add one.
     */
    private static final Pattern BACKCHANNEL_LOGOUT =
            Pattern.compile(".*/realms/[^/]+/protocol/openid-connect/logout/backchannel-logout");

    /**
     * Where somebody logs in, and nobody asks for a logout. The authentication session of such a request does not tell:
     * ending another session puts one of a logout in its place ({@code AuthenticationManager.createOrJoinLogoutSession}).
     */
    private static final Pattern LOGIN = Pattern.compile(
            ".*/realms/[^/]+/(login-actions/[a-z-]+|protocol/openid-connect/(auth|token)|broker/[^/]+/endpoint)");

    private final KeycloakSession session;
    private final History history;

    /** Reads the events of the request that the session serves. */
    public EventEnds(KeycloakSession session, History history) {
        this.session = session;
        this.history = history;
    }

    /** Records what ends by itself, as that event tells: sessions that expired, and those that a refresh finds gone. */
    public void heard(Event event) {
        if (event.getType() == EventType.USER_SESSION_DELETED && event.getSessionId() != null) {
            history.recordExpired(ExpiredSession.read(session, event));
        } else if (event.getType() == EventType.REFRESH_TOKEN_ERROR && event.getSessionId() != null) {
            new RefusedRefresh(session, history).record(event);
        } else if (event.getType() == EventType.USER_DISABLED_BY_PERMANENT_LOCKOUT) {
            noted().doneBy(Actor.SERVER, null);
        } else if (event.getType() == EventType.CLIENT_UPDATE) { // by the registration of clients
            noted().doneBy(Actor.CLIENT, from(event));
        }
    }

    /** Says that the admin of that event does what this request does. */
    public void heard(AdminEvent event) {
        noted().doneBy(admin(event), from(event));
    }

    /** What this request ends. */
    public RequestEnds noted() {
        return RequestEnds.of(session, history);
    }

    /** By what a session ends of which an event of this request tells. */
    public Cause logout() {
        if (RequestOrigin.isAt(session, BACKCHANNEL_LOGOUT)) {
            return Cause.IDENTITY_PROVIDER_LOGOUT;
        }
        return RequestOrigin.isAt(session, LOGIN) ? Cause.ANOTHER_LOGIN : Cause.LOGOUT;
    }

    /** Who is behind that event. */
    public Actor actor(Event event) {
        boolean byToken = RequestOrigin.field(session, OAuth2Constants.REFRESH_TOKEN) != null
                || Optional.ofNullable(event.getDetails())
                        .filter(details -> details.containsKey(Details.REFRESH_TOKEN_ID))
                        .isPresent();
        if (RequestOrigin.isAt(session, BACKCHANNEL_LOGOUT)) {
            return Actor.SERVER;
        }
        return byToken ? Actor.CLIENT : Actor.user(event.getRealmId(), event.getUserId());
    }

    /** The admin of that event. */
    private static Actor admin(AdminEvent event) {
        @Nullable AuthDetails admin = event.getAuthDetails();
        return admin == null ? Actor.admin(null, null) : Actor.admin(admin.getRealmId(), admin.getUserId());
    }

    /** Where the request of that event comes from. */
    public @Nullable Origin from(Event event) {
        return RequestOrigin.of(session, event.getIpAddress());
    }

    private @Nullable Origin from(AdminEvent event) {
        @Nullable AuthDetails admin = event.getAuthDetails();
        return admin == null ? null : RequestOrigin.of(session, admin.getIpAddress());
    }
}
