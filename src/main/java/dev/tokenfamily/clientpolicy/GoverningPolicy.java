package dev.tokenfamily.clientpolicy;

import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.Rule;
import dev.tokenfamily.policy.Rules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * The policy that governs the present request. {@code RotationExecutor} leaves the rules that match in an attribute of the Keycloak
 * session, before anything of the token has been verified; whoever enforces one asks for that of a user once Keycloak has accepted
 * the user.
 */
public final class GoverningPolicy {

    private static final String ATTRIBUTE = "token-family.rules";

    /** What was left at one event of the request. */
    private record Left(Object event, Rules rules) {}

    private GoverningPolicy() {}

    /** The rules that match the request that the session serves, whoever its user is. */
    public static Rules candidates(KeycloakSession session) {
        @Nullable Left left = session.getAttribute(ATTRIBUTE, Left.class);
        return left == null ? Rules.NONE : left.rules();
    }

    /**
     * The policy of the request that the session serves; empty where no client policy with our executor matched, or none for that
     * user.
     *
     * @param user of the token, whom Keycloak has accepted; null where the user is gone
     */
    public static Optional<Policy> of(KeycloakSession session, @Nullable UserModel user) {
        Rules rules = candidates(session);
        if (user == null) {
            return rules.strictest();
        }
        RealmUsers ofRealm = new RealmUsers(session, session.getContext().getRealm());
        return rules.governing(users -> ofRealm.includes(users, user));
    }

    /**
     * Leaves one more rule, in the order of the client policies.
     *
     * @param event of Keycloak's for which they are run; what an earlier one has left does not count any more
     */
    static void add(KeycloakSession session, Object event, Rule rule) {
        @Nullable Left left = session.getAttribute(ATTRIBUTE, Left.class);
        Rules before = left == null || left.event() != event ? Rules.NONE : left.rules();
        session.setAttribute(ATTRIBUTE, new Left(event, before.and(rule)));
    }
}
