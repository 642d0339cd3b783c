package dev.tokenfamily.token;

import dev.tokenfamily.detection.Detector;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.policy.Policy;
import java.util.Optional;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.RefreshTokenIntrospectionProvider;

/**
 * Introspection of refresh tokens (RFC 7662): a superseded token, and any token of a revoked or expired family, is not
 * active. Judged like a refresh, but without any consequence.
 */
public final class FamilyIntrospectionProvider extends RefreshTokenIntrospectionProvider {

    private final FamilyStore store;

    /** For one request. */
    public FamilyIntrospectionProvider(KeycloakSession session, FamilyStore store) {
        super(session);
        this.store = store;
    }

    @Override
    protected boolean verifyTokenReuse() {
        Optional<Policy> policy = GoverningPolicy.of(session);
        boolean enforced = policy.filter(Policy::enforced).isPresent();
        if (!enforced && !super.verifyTokenReuse()) {
            return false;
        }
        boolean ours = policy.isPresent() || PresentedTokenReader.hasClaim(token);
        return !ours || isLive(policy.orElse(Policy.UNGOVERNED));
    }

    private boolean isLive(Policy policy) {
        AuthenticatedClientSessionModel clientSession =
                userSession.getAuthenticatedClientSessionByClient(client.getId());
        boolean live = PresentedTokenReader.read(token, clientSession)
                .map(presented -> isLive(presented, policy))
                .orElse(false);
        if (!live) {
            eventBuilder.detail(Details.REASON, "Refresh token is superseded, or its token family is not live");
            eventBuilder.error(Errors.INVALID_TOKEN);
        }
        return live;
    }

    private boolean isLive(PresentedToken presented, Policy policy) {
        Reading reading = store.read(presented.familyId());
        Verdict verdict =
                Detector.judge(reading, presented, PresentedTokenReader.presentation(session, token, client), policy);
        return verdict instanceof Verdict.Keep
                || verdict instanceof Verdict.Rotate
                || verdict instanceof Verdict.CatchUp;
    }
}
