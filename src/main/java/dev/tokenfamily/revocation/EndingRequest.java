package dev.tokenfamily.revocation;

import dev.tokenfamily.detection.EndingToken;
import dev.tokenfamily.detection.Presentation;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.RevocationScope;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Event;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.RefreshToken;
import org.keycloak.util.TokenUtil;

/**
 * A request that has just ended something by a refresh token, which Keycloak has verified.
 *
 * @param token by which it did
 * @param owner whose it is
 * @param origin of the request
 */
record EndingRequest(RefreshToken token, Owner owner, Origin origin) {

    private static final Logger LOG = Logger.getLogger(EndingRequest.class);

    /**
     * The request that an event tells of.
     *
     * @param parameter of the form that may hold the token
     * @return empty where the parameter holds no refresh token of the client and the session in the event, since then it was
     *     something else that ended them
     */
    static Optional<EndingRequest> find(KeycloakSession session, String parameter, Event event) {
        KeycloakContext context = session.getContext();
        @Nullable String encoded = parameter(context, parameter);
        @Nullable RefreshToken token = session.tokens().decode(encoded, RefreshToken.class);
        if (token == null || !isRefreshToken(token) || !isOf(event, token)) {
            return Optional.empty();
        }
        Origin origin = new Origin(
                context.getConnection().getRemoteHost(),
                context.getHttpRequest().getHttpHeaders().getHeaderString(HttpHeaders.USER_AGENT));
        return Optional.ofNullable(context.getRealm().getClientByClientId(token.getIssuedFor()))
                .map(client -> new EndingRequest(token, owner(event, client, token), origin));
    }

    /** The value of that parameter; null where there is none, or no request: extensions can end sessions by themselves. */
    private static @Nullable String parameter(KeycloakContext context, String name) {
        try {
            return context.getHttpRequest().getDecodedFormParameters().getFirst(name);
        } catch (ContextNotActiveException e) {
            LOG.debug("A session ends without a request", e);
            return null;
        }
    }

    static boolean isRefreshToken(RefreshToken token) {
        return TokenUtil.TOKEN_TYPE_REFRESH.equals(token.getType()) || isOffline(token);
    }

    private static boolean isOffline(RefreshToken token) {
        return TokenUtil.TOKEN_TYPE_OFFLINE.equals(token.getType());
    }

    static boolean isOf(Event event, RefreshToken token) {
        return token.getId() != null
                && token.getSessionId() != null
                && token.getSessionId().equals(event.getSessionId())
                && token.getIssuedFor() != null
                && token.getIssuedFor().equals(event.getClientId())
                && event.getUserId() != null;
    }

    private static Owner owner(Event event, ClientModel client, RefreshToken token) {
        return new Owner(event.getRealmId(), client.getId(), event.getUserId(), token.getSessionId(), isOffline(token));
    }

    /** The claim of the token; that of a first token where it has none. Empty where it is malformed, which none is of ours. */
    Optional<FamilyClaim> claim() {
        @Nullable Object claim = token.getOtherClaims().get(FamilyClaim.NAME);
        if (claim != null) {
            return FamilyClaim.parse(claim);
        }
        return FamilyClaim.isId(token.getId())
                ? Optional.of(new FamilyClaim(token.getId(), 0, token.getIat(), token.getIat(), null))
                : Optional.empty();
    }

    /** Whether the token says by its claim to which family it belongs. */
    boolean hasClaim() {
        return token.getOtherClaims().containsKey(FamilyClaim.NAME);
    }

    /**
     * The token as the detector wants it; empty where its claim is malformed.
     *
     * @param policy that governs its client
     * @param ended what has ended by it
     */
    Optional<EndingToken> ending(Policy policy, RevocationScope ended) {
        Presentation presentation = new Presentation(origin, false, token.getIssuer());
        return claim().map(claim -> new EndingToken(
                PresentedToken.claimed(claim, token.getIat(), token.getExp(), owner), presentation, policy, ended));
    }
}
