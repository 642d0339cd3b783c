package dev.tokenfamily.token;

import dev.tokenfamily.clientpolicy.ClientAttestation;
import dev.tokenfamily.detection.Presentation;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.authenticators.client.AttestationBasedClientAuthenticator;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.dpop.DPoP;
import org.keycloak.services.util.DPoPUtil;

/**
 * Translates Keycloak's words for a presented refresh token, which it has verified, into ours. A token from before the
 * installation has no claim; it is adopted at its first governed refresh, as the first of the family named by its {@code jti}.
 */
final class PresentedTokenReader {

    private static final String ADOPTED_NOTE = "token-family.adopted";

    private PresentedTokenReader() {}

    /** Whether the token says itself to which family it belongs, well-formed or not. */
    static boolean hasClaim(AccessToken token) {
        return token.getOtherClaims().containsKey(FamilyClaim.NAME);
    }

    /**
     * Notes in a client session that one of its tokens without the claim was given a row. Only there is it worth looking for a
     * row when such a token comes and no policy governs it: everywhere else Keycloak is left alone, at no cost.
     */
    static void noteAdoption(AuthenticatedClientSessionModel clientSession) {
        if (!sawAdoption(clientSession)) {
            clientSession.setNote(ADOPTED_NOTE, "true");
        }
    }

    /** Whether an adoption is noted in that client session. */
    static boolean sawAdoption(AuthenticatedClientSessionModel clientSession) {
        return clientSession.getNote(ADOPTED_NOTE) != null;
    }

    /**
     * Reads the token as the detector wants it.
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

    /** Whose the tokens of that client session are. */
    static Owner owner(AuthenticatedClientSessionModel clientSession) {
        UserSessionModel userSession = clientSession.getUserSession();
        return new Owner(
                userSession.getRealm().getId(),
                clientSession.getClient().getId(),
                userSession.getUser().getId(),
                userSession.getId(),
                userSession.isOffline());
    }

    /**
     * What the request of that session shows about its presenter. Keycloak has checked the key by now, if it checks it at all.
     *
     * @param client that the token was issued to
     */
    static Presentation presentation(KeycloakSession session, AccessToken token, ClientModel client) {
        KeycloakContext context = session.getContext();
        Origin origin = new Origin(
                context.getConnection().getRemoteHost(),
                context.getHttpRequest().getHttpHeaders().getHeaderString(HttpHeaders.USER_AGENT));
        @Nullable String bound = boundKey(token, client);
        return new Presentation(origin, bound != null, token.getIssuer())
                .withKey(bound == null ? shownKey(session) : bound)
                .withClientAuthenticated(!client.isPublicClient());
    }

    /**
     * The key of a DPoP proof that Keycloak has verified. It binds no refresh token of a confidential client to it (RFC 9449 §5),
     * and none that is older than the first proof.
     */
    private static @Nullable String shownKey(KeycloakSession session) {
        @Nullable DPoP proof = session.getAttribute(DPoPUtil.DPOP_SESSION_ATTRIBUTE, DPoP.class);
        return proof == null ? null : proof.getThumbprint();
    }

    /** Username of the admin who began that session in the user's place, as Keycloak notes it; null for nobody. */
    static @Nullable String impersonator(AuthenticatedClientSessionModel clientSession) {
        return clientSession.getUserSession().getNote(ImpersonationSessionNote.IMPERSONATOR_USERNAME.toString());
    }

    /**
     * Thumbprint of the key that the token is bound to, if this request proved it; else null. A mere {@code cnf} proves nothing:
     * Keycloak checks a certificate only while the client's switch is on, and an attestation only where the client authenticates
     * by it ({@code TokenManager.verifyRefreshToken}).
     */
    static @Nullable String boundKey(AccessToken token, ClientModel client) {
        AccessToken.@Nullable Confirmation confirmation = token.getConfirmation();
        if (confirmation == null) {
            return null;
        }
        boolean attested = AttestationBasedClientAuthenticator.ABCA_JKT_TYPE.equals(confirmation.getJktType());
        if (confirmation.getKeyThumbprint() != null && (!attested || ClientAttestation.isChecked(client))) {
            return confirmation.getKeyThumbprint();
        }
        return OIDCAdvancedConfigWrapper.fromClientModel(client).isUseMtlsHokToken()
                ? confirmation.getCertThumbprint()
                : null;
    }
}
