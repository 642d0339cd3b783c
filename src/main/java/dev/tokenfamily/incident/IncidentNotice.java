package dev.tokenfamily.incident;

import org.jspecify.annotations.Nullable;

/**
 * An incident with what is needed to give notice of it: to the user by mail and at the next login, to other systems by a
 * signal.
 *
 * @param listed the incident, without what became of its mail
 * @param realmUrl where the realm is: as it is stored ({@link FollowUp#realmUrl}), or the one that an administrator has
 *     configured ({@link #withRealmUrl}); null where none is known
 * @param requiredAction what the user has still to be asked to do at a login, by its alias in the realm; null for nothing
 * @param linksEnded whether the links to answer by have ended for good, since the user was disabled or got another password
 */
public record IncidentNotice(
        ListedIncident listed,
        @Nullable String realmUrl,
        @Nullable String requiredAction,
        boolean linksEnded) {

    /**
     * This notice for a realm at an address that can be trusted.
     *
     * @param configured the issuer of the realm under the configured hostname; null where none is configured
     */
    public IncidentNotice withRealmUrl(@Nullable String configured) {
        return new IncidentNotice(listed, configured, requiredAction, linksEnded);
    }
}
