package dev.tokenfamily.token;

import dev.tokenfamily.clientpolicy.GoverningPolicy;
import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.Presentation;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.detection.RefreshProtocol;
import dev.tokenfamily.family.Address;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.Rules;
import dev.tokenfamily.token.WithoutReuseCheck.RealmWithoutReuseCheck;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuthErrorException;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.TokenManager.AccessTokenResponseBuilder;
import org.keycloak.protocol.oidc.TokenManager.TokenValidation;
import org.keycloak.protocol.oidc.refresh.DefaultRefreshTokenProvider;
import org.keycloak.protocol.oidc.refresh.InitialRefreshTokenContext;
import org.keycloak.protocol.oidc.refresh.RefreshTokenContext;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.RefreshToken;
import org.keycloak.util.TokenUtil;

/**
 * Keycloak's own refresh-token provider, with the family in it: stamps first tokens, and judges a presented token as
 * soon as Keycloak has accepted it. {@link FamilyTokenPostProcessor} does the rest of a refresh.
 */
public final class FamilyRefreshTokenProvider extends DefaultRefreshTokenProvider {

    private static final Logger LOG = Logger.getLogger(FamilyRefreshTokenProvider.class);

    private final RefreshProtocol protocol;
    private final VerdictListener listener;
    private final Refusal refusal;
    private final Predicate<RealmModel> usersEndOwn;
    private final RowBesideSession rowBesideSession;

    /** That of the user for whom a first token is being minted. */
    private Optional<Policy> ofFirstToken = Optional.empty();

    /**
     * Serves one request.
     *
     * @param listener hears of every verdict in it
     * @param usersEndOwn whether users of a realm end their own families
     * @param rowBesideSession reads the family of a presented token before Keycloak loads its session
     */
    public FamilyRefreshTokenProvider(
            KeycloakSession session,
            RefreshProtocol protocol,
            VerdictListener listener,
            Refusal refusal,
            Predicate<RealmModel> usersEndOwn,
            RowBesideSession rowBesideSession) {
        super(session);
        this.protocol = protocol;
        this.listener = listener;
        this.refusal = refusal;
        this.usersEndOwn = usersEndOwn;
        this.rowBesideSession = rowBesideSession;
    }

    @Override
    public AccessTokenResponseBuilder refreshAccessToken(RefreshTokenContext context) throws OAuthErrorException {
        Rules rules = GoverningPolicy.candidates(session);
        if (!rules.isEmpty() || PresentedTokenReader.hasClaim(context.oldRefreshToken())) {
            nameAddress(context.grantContext().getEvent());
        }
        return super.refreshAccessToken(
                rules.mayEnforce() ? WithoutReuseCheck.hideSwitch(context, rules.enforceForAll()) : context);
    }

    /** An event whose address is longer than Keycloak's column fails the request that it tells of, or is lost. */
    private void nameAddress(EventBuilder event) {
        event.ipAddress(Address.of(session.getContext().getConnection().getRemoteHost()));
    }

    @Override
    protected TokenValidation validateToken(
            KeycloakSession session,
            UriInfo uriInfo,
            ClientConnection connection,
            RealmModel realm,
            RefreshToken token,
            HttpHeaders headers,
            @Nullable String scope,
            ClientModel client,
            TokenManager tokenManager,
            EventBuilder event)
            throws OAuthErrorException {
        Optional<Reading> read = readRowBesideSession(token);
        TokenValidation validation;
        try {
            validation = super.validateToken(
                    session, uriInfo, connection, realm, token, headers, scope, client, tokenManager, event);
        } catch (OAuthErrorException e) {
            if (PresentedTokenReader.hasClaim(token) && aCopyMayComeAfterTheEnd(realm)) {
                new EndedSessionToken(session, protocol, listener).examine(token, client, event);
            }
            throw e;
        }
        Optional<Policy> policy = GoverningPolicy.of(session, validation.user);
        if (policy.isPresent() || PresentedTokenReader.hasClaim(token) || isAdopted(token, validation)) {
            nameAddress(event);
            refuseIfBeforeNotBefore(realm, token, validation);
            examine(realm, token, client, validation, policy, read, event);
        }
        return validation;
    }

    /** Whether families end here without anybody having looked for a copy: nobody else pays for a look at what Keycloak refuses. */
    private boolean aCopyMayComeAfterTheEnd(RealmModel realm) {
        return usersEndOwn.test(realm) || GoverningPolicy.candidates(session).mayEndTooMany();
    }

    /** Of an adopted token, which has no claim, nobody knows yet whether there is a row. */
    private Optional<Reading> readRowBesideSession(RefreshToken token) throws OAuthErrorException {
        @Nullable Object claim = token.getOtherClaims().get(FamilyClaim.NAME);
        @Nullable String sessionId = token.getSessionId();
        if (claim == null || sessionId == null) {
            return Optional.empty();
        }
        boolean offline = TokenUtil.TOKEN_TYPE_OFFLINE.equals(token.getType());
        try {
            return FamilyClaim.parse(claim)
                    .flatMap(family -> rowBesideSession.read(session, family.id(), sessionId, offline));
        } catch (StoreUnavailableException e) {
            throw refusal.unavailable(e);
        }
    }

    /** Whether a token has a row that no policy governs, and that does not say itself to which family it belongs. */
    private boolean isAdopted(RefreshToken token, TokenValidation validation) throws OAuthErrorException {
        AuthenticatedClientSessionModel clientSession = validation.clientSessionCtx.getClientSession();
        if (!PresentedTokenReader.sawAdoption(clientSession) || !FamilyClaim.isId(token.getId())) {
            return false;
        }
        try {
            return protocol.knows(PresentedTokenReader.owner(clientSession), token.getId());
        } catch (StoreUnavailableException e) {
            throw refusal.unavailable(e);
        }
    }

    /** Keycloak's own check comes later; a token that is dead anyway raises no alarm. */
    private void refuseIfBeforeNotBefore(RealmModel realm, RefreshToken token, TokenValidation validation)
            throws OAuthErrorException {
        if (!TokenManager.validateUserNotBefore(session, realm, token, validation.user)) {
            throw new OAuthErrorException(OAuthErrorException.INVALID_GRANT, "Stale token");
        }
    }

    private void examine(
            RealmModel realm,
            RefreshToken token,
            ClientModel client,
            TokenValidation validation,
            Optional<Policy> policy,
            Optional<Reading> read,
            EventBuilder event)
            throws OAuthErrorException {
        AuthenticatedClientSessionModel clientSession = validation.clientSessionCtx.getClientSession();
        Optional<PresentedToken> presented = PresentedTokenReader.read(token, clientSession);
        if (presented.isEmpty()) {
            LOG.warnf(
                    "Refresh token %s of realm %s has a malformed family claim",
                    LogField.of(token.getId()), LogField.of(realm.getName()));
            throw refusal.malformed(event);
        }
        SwitchMemory realmSwitch = SwitchMemory.of(session, token, clientSession);
        Presentation presentation = PresentedTokenReader.presentation(session, token, client)
                .withImpersonator(PresentedTokenReader.impersonator(clientSession))
                .withSwitch(realmSwitch.role(isEnforced(policy)));
        Finding finding;
        try {
            finding = protocol.examine(presented.get(), presentation, policy.orElse(Policy.UNGOVERNED), read);
        } catch (StoreUnavailableException e) {
            throw refusal.unavailable(e);
        }
        event.user(validation.user);
        listener.judged(finding, clientSession, event);
        if (finding.refused()) {
            listener.answered(finding, realm);
            throw refusal.beforeMinting(finding, event);
        }
        if (realm instanceof RealmWithoutReuseCheck checked && isEnforced(policy)) {
            boolean known = PresentedTokenReader.hasClaim(token) || finding.family() != null;
            checked.keepCheck(!known && realmSwitch.judgesLine()); // what is adopted has passed Keycloak's own check
        }
        new RefreshInProgress(finding, event).begin(session);
    }

    private static boolean isEnforced(Optional<Policy> policy) {
        return policy.filter(Policy::enforced).isPresent();
    }

    /** A token that can tell when its family ends; of a client without a policy it is Keycloak's own, to the byte. */
    @Override
    protected RefreshToken createRefreshToken(
            AccessToken accessToken, AccessToken.@Nullable Confirmation confirmation, String provider) {
        RefreshToken token = super.createRefreshToken(accessToken, confirmation, provider);
        if (ofFirstToken.isEmpty() && RefreshInProgress.of(session).isEmpty()) {
            return token;
        }
        RefreshToken ours = new RefreshTokenOfFamily(accessToken, confirmation, provider);
        ours.id(token.getId());
        ours.iat(token.getIat());
        return ours;
    }

    @Override
    public RefreshToken generateRefreshToken(InitialRefreshTokenContext context) {
        boolean first = RefreshInProgress.of(session).isEmpty();
        Optional<Policy> policy = first ? GoverningPolicy.of(session, userOf(context)) : Optional.empty();
        ofFirstToken = policy;
        RefreshToken token = super.generateRefreshToken(context);
        if (policy.isPresent()) {
            String accessTokenId = context.responseBuilder().getAccessToken().getId();
            FamilyClaim claim = new FamilyClaim(token.getId(), 0, token.getIat(), token.getIat(), accessTokenId);
            token.getOtherClaims().put(FamilyClaim.NAME, claim.toMap());
            ToldLifetimes.minted(session, token, policy.get().lifetimes().secondsUntilTooOld(0));
            if (token instanceof RefreshTokenOfFamily ours) {
                ours.familyEndsIn(policy.get().lifetimes().secondsLeft(0));
            }
        }
        return token;
    }

    private static UserModel userOf(InitialRefreshTokenContext context) {
        return context.clientSessionCtx().getClientSession().getUserSession().getUser();
    }
}
