package dev.tokenfamily.token;

import dev.tokenfamily.detection.Detector;
import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.Presentation;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.detection.RealmSwitch;
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
 * active; under an observing policy only what a refresh would refuse. Judged like a refresh, but without any consequence.
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
        AuthenticatedClientSessionModel clientSession =
                userSession.getAuthenticatedClientSessionByClient(client.getId());
        Optional<Policy> policy = GoverningPolicy.of(session);
        boolean claimed = PresentedTokenReader.hasClaim(token);
        boolean enforced = policy.filter(Policy::enforced).isPresent();
        boolean hasRow = !claimed
                && (policy.isPresent() || Adoption.happenedIn(clientSession))
                && store.read(token.getId()).family() != null;
        SwitchMemory realmSwitch = SwitchMemory.of(session, token, clientSession);
        boolean checked = !enforced || (!claimed && !hasRow && realmSwitch.judgesLine());
        if (checked && !super.verifyTokenReuse()) {
            return false;
        }
        boolean judged = claimed || hasRow || policy.isPresent();
        return !judged || isLive(clientSession, realmSwitch.role(enforced), policy.orElse(Policy.UNGOVERNED));
    }

    private boolean isLive(AuthenticatedClientSessionModel clientSession, RealmSwitch realmSwitch, Policy policy) {
        boolean live = PresentedTokenReader.read(token, clientSession)
                .map(presented -> isLive(presented, realmSwitch, policy))
                .orElse(false);
        if (!live) {
            eventBuilder.detail(Details.REASON, "Refresh token is superseded, or its token family is not live");
            eventBuilder.error(Errors.INVALID_TOKEN);
        }
        return live;
    }

    private boolean isLive(PresentedToken presented, RealmSwitch realmSwitch, Policy policy) {
        Reading reading = store.read(presented.familyId());
        Presentation presentation =
                PresentedTokenReader.presentation(session, token, client).with(realmSwitch);
        Verdict verdict = Detector.judge(reading, presented, presentation, policy);
        Finding finding = new Finding(verdict, presented, reading, presentation, policy, 0, false);
        boolean live = verdict instanceof Verdict.Keep
                || verdict instanceof Verdict.Rotate
                || verdict instanceof Verdict.CatchUp;
        return policy.enforced() ? live : !finding.refused();
    }
}
