package dev.tokenfamily.token;

import dev.tokenfamily.clientpolicy.GoverningPolicy;
import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.detection.RefreshProtocol;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.policy.Policy;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.RefreshToken;
import org.keycloak.util.TokenUtil;

/**
 * A refresh token that Keycloak has refused for the end of its session. Where the user ended its family among his own sign-ins, or a
 * cap did, a superseded token still tells of a copy (ADR 27, ADR 31). The refusal stays as it is, whatever is found.
 */
final class EndedSessionToken {

    private static final Logger LOG = Logger.getLogger(EndedSessionToken.class);

    private final KeycloakSession session;
    private final RefreshProtocol protocol;
    private final VerdictListener listener;

    EndedSessionToken(KeycloakSession session, RefreshProtocol protocol, VerdictListener listener) {
        this.session = session;
        this.protocol = protocol;
        this.listener = listener;
    }

    /** Looks at the token, whose signature, client and time Keycloak has verified; records what it tells. */
    void examine(RefreshToken token, ClientModel client, EventBuilder event) {
        @Nullable Object claim = token.getOtherClaims().get(FamilyClaim.NAME);
        @Nullable String subject = token.getSubject();
        @Nullable String sessionId = token.getSessionId();
        if (claim == null || subject == null || sessionId == null) {
            return;
        }
        @Nullable UserModel user = session.users().getUserById(client.getRealm(), subject);
        if (user == null) { // a pairwise subject is another word for the user, and nobody knows which
            return;
        }
        Owner owner = new Owner(
                client.getRealm().getId(),
                client.getId(),
                user.getId(),
                sessionId,
                TokenUtil.TOKEN_TYPE_OFFLINE.equals(token.getType()));
        try {
            Policy policy = GoverningPolicy.of(session, user).orElse(Policy.UNGOVERNED);
            Optional<Finding> found = FamilyClaim.parse(claim)
                    .map(parsed -> PresentedToken.claimed(parsed, token.getIat(), token.getExp(), owner))
                    .flatMap(presented -> protocol.examineEnded(
                            presented, PresentedTokenReader.presentation(session, token, client), policy));
            found.ifPresent(finding -> listener.judgedAfterTheEnd(finding, client, user, event));
        } catch (StoreUnavailableException e) { // it is refused all the same
            LOG.warnf(e, "Whether refresh token %s is a copy cannot be looked up", LogField.of(token.getId()));
        }
    }
}
