package dev.tokenfamily.selfservice;

import dev.tokenfamily.request.CallRates;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.UriUtils;
import org.keycloak.models.AccountRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.protocol.oidc.utils.WebOriginsUtils;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.cors.Cors;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/**
 * Who may call. The token is verified as Keycloak's own account API verifies it ({@code AccountLoader}, {@code
 * AccountRestService}), and must besides have been issued to the page's own client. Nothing is looked up for anybody before a
 * signature has been verified.
 */
final class Callers {

    private static final Logger LOG = Logger.getLogger(Callers.class);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ClientModel client;
    private final CallRates rates;

    /** For one request to the realm in the session's context, which has that client. */
    Callers(KeycloakSession session, ClientModel client, CallRates rates) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.client = client;
        this.rates = rates;
    }

    /** The user who may see what is theirs. */
    Caller reader() {
        return caller();
    }

    /** The user who may change what is theirs, which the token does not say; and no admin in the user's place. */
    Caller changer() {
        Caller caller = caller();
        if (!mayManage(caller)) {
            throw lacking(AccountRoles.MANAGE_ACCOUNT);
        }
        if (caller.session().getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString()) != null) {
            throw Refused.forbidden("not_for_you", "An admin in the place of a user cannot change anything here");
        }
        return caller;
    }

    private boolean mayManage(Caller caller) {
        @Nullable ClientModel account = realm.getClientByClientId(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID);
        @Nullable RoleModel manage = account == null ? null : account.getRole(AccountRoles.MANAGE_ACCOUNT);
        return manage != null && caller.user().hasRole(manage);
    }

    private static Refused lacking(String role) {
        return Refused.forbidden("insufficient_role", "The user or the token has not the role " + role);
    }

    private Caller caller() {
        requireOrigin();
        AuthResult found = authenticated();
        AccessToken token = found.token();
        if (!client.getClientId().equals(token.getIssuedFor())) {
            throw Refused.forbidden("wrong_client", "Only tokens of the client '%s' are taken".formatted(OwnClient.ID));
        }
        Caller caller = new Caller(realm, client, found.user(), found.session(), token);
        long wait = rates.secondsToWait(caller.login());
        if (wait > 0) {
            throw Refused.tooMany(wait);
        }
        AccessToken.@Nullable Access access = token.getResourceAccess(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID);
        // without a role of that client, the token is not for it either
        boolean forAccount = token.hasAudience(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID);
        if (!forAccount || access == null || !access.isUserInRole(AccountRoles.VIEW_PROFILE)) {
            throw lacking(AccountRoles.VIEW_PROFILE);
        }
        return caller;
    }

    private AuthResult authenticated() {
        try {
            @Nullable AuthResult found = new AppAuthManager.BearerTokenAuthenticator(session).authenticate();
            if (found == null || found.session() == null) {
                throw Refused.invalidToken();
            }
            return found;
        } catch (NotAuthorizedException e) {
            LOG.debug("An Authorization header cannot be read", e);
            throw Refused.invalidToken();
        }
    }

    private @Nullable String origin() {
        return session.getContext().getHttpRequest().getHttpHeaders().getHeaderString(Cors.ORIGIN_HEADER);
    }

    private boolean isAllowed(@Nullable String origin) {
        return origin == null
                || origin.equals(
                        UriUtils.getOrigin(session.getContext().getUri().getRequestUri()))
                || WebOriginsUtils.resolveValidWebOrigins(session, client).contains(origin);
    }

    private void requireOrigin() {
        if (!isAllowed(origin())) {
            throw Refused.forbidden("wrong_origin", "The client has not this web origin");
        }
    }

    /** What a browser asks before it sends anything: allowed to pages of the client's web origins only. */
    Response preflight() {
        Cors cors = Cors.builder().preflight().auth().allowedMethods(HttpMethod.GET, HttpMethod.POST);
        return isAllowed(origin())
                ? cors.add(Response.ok())
                : Response.status(Response.Status.FORBIDDEN).build();
    }

    /** The answer, which a page of the client's web origins may read, and no other. */
    Response readable(ResponseBuilder answer) {
        if (!isAllowed(origin())) {
            return answer.build();
        }
        return Cors.builder()
                .auth()
                .exposedHeaders("Retry-After")
                .checkAllowedOrigins(session, client)
                .add(answer);
    }
}
