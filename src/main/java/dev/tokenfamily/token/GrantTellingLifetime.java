package dev.tokenfamily.token;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.services.clientpolicy.ClientPolicyException;

/** A grant of Keycloak's, in whose answer {@code refresh_expires_in} is never more than what the family has left. */
public final class GrantTellingLifetime implements OAuth2GrantType {

    private final OAuth2GrantType grant;

    /** That grant. */
    public GrantTellingLifetime(OAuth2GrantType grant) {
        this.grant = grant;
    }

    @Override
    public Response process(Context context) {
        Response response = grant.process(context);
        if (response.getEntity() instanceof AccessTokenResponse answer) {
            FamilyLifetime.tell(context.getSession(), answer);
        }
        return response;
    }

    @Override
    public EventType getEventType() {
        return grant.getEventType();
    }

    @Override
    public Set<String> getSupportedMultivaluedRequestParameters() {
        return grant.getSupportedMultivaluedRequestParameters();
    }

    @Override
    public Set<String> getTokenParameterNames() {
        return grant.getTokenParameterNames();
    }

    @Override
    public void preProcess(KeycloakSession session, MultivaluedMap<String, String> formParams)
            throws ClientPolicyException {
        grant.preProcess(session, formParams);
    }

    @Override
    public boolean isTokenAllowed(KeycloakSession session, AccessToken token) {
        return grant.isTokenAllowed(session, token);
    }

    @Override
    public void close() {
        grant.close();
    }
}
