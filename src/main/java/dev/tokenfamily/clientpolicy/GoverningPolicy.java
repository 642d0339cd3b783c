package dev.tokenfamily.clientpolicy;

import dev.tokenfamily.policy.Policy;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/**
 * The policy that governs the client of the present request: left in an attribute of the Keycloak session by
 * {@code RotationExecutor}, and read by whoever enforces it.
 */
public final class GoverningPolicy {

    private static final String ATTRIBUTE = "token-family.policy";

    private GoverningPolicy() {}

    /** The policy of the request that the session serves; empty where no client policy with our executor matched. */
    public static Optional<Policy> of(KeycloakSession session) {
        return Optional.ofNullable(session.getAttribute(ATTRIBUTE, Policy.class));
    }

    /** Lets that policy govern. The last one to be set wins, and so the last in the order of the client policies. */
    static void set(KeycloakSession session, Policy policy) {
        session.setAttribute(ATTRIBUTE, policy);
    }
}
