package dev.tokenfamily.token;

import dev.tokenfamily.policy.InvalidPolicyException;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyKey;
import dev.tokenfamily.policy.Reaction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.utils.KeycloakSessionUtil;

/** What a realm can ask of a user at a login. */
final class RequiredActions {

    private RequiredActions() {}

    /**
     * Looks in the realm whose profile is being saved.
     *
     * @throws InvalidPolicyException where the policy asks for something that the realm has not, or not enabled
     */
    static void requireRegistered(Policy policy) {
        @Nullable String alias = policy.reaction().requiredActionOrNull();
        @Nullable KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        if (alias == null || alias.equals(Reaction.NOTICE_ACTION) || session == null) {
            return;
        }
        @Nullable RealmModel realm = session.getContext().getRealm();
        if (realm != null && !isEnabled(realm.getRequiredActionProviderByAlias(alias))) {
            PolicyKey key = PolicyKey.ON_REUSE_REQUIRED_ACTION;
            throw new InvalidPolicyException(List.of("Invalid value '" + alias + "' of '" + key.text() + "': must be "
                    + key.type().range() + "; this realm has none that is enabled under that alias"));
        }
    }

    private static boolean isEnabled(@Nullable RequiredActionProviderModel registered) {
        return registered != null && registered.isEnabled();
    }
}
