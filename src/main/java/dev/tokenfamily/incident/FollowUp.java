package dev.tokenfamily.incident;

import org.jspecify.annotations.Nullable;

/**
 * What a policy wants to follow an incident besides the revocation.
 *
 * @param notifyUser whether the user is mailed
 * @param requiredAction what the user has to do at the next interactive login, by its alias in the realm; null for nothing
 * @param realmUrl the address at which the realm was found: the {@code iss} of the token that came, which the server had
 *     signed, but with what a request may have said; null where it is not known
 */
public record FollowUp(
        boolean notifyUser,
        @Nullable String requiredAction,
        @Nullable String realmUrl) {

    /** Nobody is mailed, and nothing is demanded at the next login. */
    public static final FollowUp NONE = new FollowUp(false, null, null);
}
