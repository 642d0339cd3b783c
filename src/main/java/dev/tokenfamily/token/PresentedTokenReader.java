package dev.tokenfamily.token;

import dev.tokenfamily.detection.Presentation;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.representations.AccessToken;

/** Translates Keycloak's words for a presented refresh token into ours. */
final class PresentedTokenReader {

    /** As long as a column holds. */
    private static final int LONGEST_URL = 255;

    private PresentedTokenReader() {}

    static boolean hasClaim(AccessToken token) {
        return token.getOtherClaims().containsKey(FamilyClaim.NAME);
    }

    /**
     * The token as the detector wants it; a token without the claim is adopted.
     *
     * @return empty where the claim is malformed, or the {@code jti} that stands for it, which no token is that was issued here
     */
    static Optional<PresentedToken> read(AccessToken token, AuthenticatedClientSessionModel clientSession) {
        Owner owner = owner(clientSession);
        if (!hasClaim(token)) {
            return Optional.ofNullable(token.getId())
                    .filter(FamilyClaim::isId)
                    .map(id -> PresentedToken.adopted(
                            id, clientSession.getStarted(), token.getIat(), token.getExp(), owner));
        }
        return FamilyClaim.parse(token.getOtherClaims().get(FamilyClaim.NAME))
                .map(claim -> PresentedToken.claimed(claim, token.getIat(), token.getExp(), owner));
    }

    static Owner owner(AuthenticatedClientSessionModel clientSession) {
        UserSessionModel userSession = clientSession.getUserSession();
        return new Owner(
                userSession.getRealm().getId(),
                clientSession.getClient().getId(),
                userSession.getUser().getId(),
                userSession.getId(),
                userSession.isOffline());
    }

    /** What this request shows about its presenter. Keycloak has checked the key by now, if it checks it at all. */
    static Presentation presentation(KeycloakSession session, AccessToken token, ClientModel client) {
        KeycloakContext context = session.getContext();
        Origin origin = new Origin(
                context.getConnection().getRemoteHost(),
                context.getHttpRequest().getHttpHeaders().getHeaderString(HttpHeaders.USER_AGENT));
        return new Presentation(origin, keyProven(token, client), realmUrl(token));
    }

    static @Nullable String realmUrl(AccessToken token) {
        return token.getIssuer().length() <= LONGEST_URL ? token.getIssuer() : null;
    }

    /** A mere {@code cnf} proves nothing: Keycloak checks a certificate only while the client's switch is on. */
    static boolean keyProven(AccessToken token, ClientModel client) {
        AccessToken.@Nullable Confirmation confirmation = token.getConfirmation();
        if (confirmation == null) {
            return false;
        }
        boolean certificateChecked = confirmation.getCertThumbprint() != null
                && OIDCAdvancedConfigWrapper.fromClientModel(client).isUseMtlsHokToken();
        return confirmation.getKeyThumbprint() != null || certificateChecked;
    }
}
