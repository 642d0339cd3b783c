package dev.tokenfamily.policy;

import org.jspecify.annotations.Nullable;

/**
 * What follows from a reuse, and from what else ends families.
 *
 * @param scope what a reuse takes down
 * @param enforcement whether it does
 * @param revokeOnCredentialChange whether a user's families end when the user's password changes
 * @param notifyUser whether the user is mailed when a reuse revokes
 * @param requiredAction what the user has to do at the next interactive login after that, by its alias in the realm;
 *     {@link #NO_ACTION} for nothing
 */
public record Reaction(
        RevocationScope scope,
        Enforcement enforcement,
        boolean revokeOnCredentialChange,
        boolean notifyUser,
        String requiredAction) {

    /** Where a reuse asks nothing of the user. */
    public static final String NO_ACTION = "none";

    /** The required action of our own, which says at the next login what happened. */
    public static final String NOTICE_ACTION = "TOKEN_FAMILY_NOTICE";

    /** The least: the family is revoked, and nobody is asked or told. */
    static final Reaction LEAST = new Reaction(RevocationScope.FAMILY, Enforcement.ENFORCE, false, false, NO_ACTION);

    /** The alias of the required action that a reuse asks of the user; null for nothing. */
    public @Nullable String requiredActionOrNull() {
        return requiredAction.equals(NO_ACTION) ? null : requiredAction;
    }
}
