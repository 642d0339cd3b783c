package dev.tokenfamily.token;

import dev.tokenfamily.policy.Policy;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** The policy that governs the client of the present request: left by the executor, read by enforcement. */
public final class GoverningPolicy {

    private static final String ATTRIBUTE = "token-family.policy";

    private GoverningPolicy() {}

    /** Empty where no client policy with our executor matched. */
    public static Optional<Policy> of(KeycloakSession session) {
        return Optional.ofNullable(session.getAttribute(ATTRIBUTE, Policy.class));
    }

    /** The last one to be set wins, and so the last in the order of the client policies. */
    static void set(KeycloakSession session, Policy policy) {
        session.setAttribute(ATTRIBUTE, policy);
    }
}
