package dev.tokenfamily.incident;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.StoreUnavailableException;
import java.util.Optional;

/**
 * Where incidents are recorded, and families revoked because of one. Every call is one short transaction of its own that is
 * committed when it returns; but that something happens again is only counted then, and written soon.
 *
 * <p>Every method throws {@link StoreUnavailableException} if the database does not answer, unless it says otherwise; then
 * nothing
 * changed, or it is not known whether it did.
 */
public interface IncidentStore {

    /** What became of an incident that was to be noted. */
    enum NoteOutcome {
        /** It is the first of its kind in its family. */
        FIRST,
        /** It is counted on the first. */
        AGAIN,
        /** It is not noted: the family is revoked or gone, or has another generation than the incident says. */
        OUTDATED
    }

    /**
     * Records an incident for which nothing was revoked. Throws nothing: where it cannot be recorded, the log says so.
     *
     * @return whether events and the log are to report it: it was the first of its kind in this family, on which the others are
     *     counted, or it could not be recorded
     */
    default boolean observe(Incident incident) {
        return observe(incident, FollowUp.NONE);
    }

    /**
     * Records an incident like {@link #observe(Incident)}, and queues a mail about it where the user is to be notified and it was the
     * first, all or nothing. Of those {@linkplain Incident#ofDay of a day} one is mailed for each family and day, whatever the networks.
     * Nothing else is to follow.
     */
    boolean observe(Incident incident, FollowUp followUp);

    /**
     * Notes an incident on an active family that is about to end anyway, and queues a mail about the first of its kind where
     * the user is to be notified, all or nothing.
     */
    NoteOutcome note(Incident incident, FollowUp followUp);

    /**
     * Revokes the family of the incident because of it (ADR 16). That commits by itself: whatever becomes of the record, of a
     * counter or of a mail, the family is revoked, and no caller waits for them. The incident is kept with the family, and
     * recorded right afterwards, or as soon as that is possible, together with the notices of it in Keycloak's outbox: all of
     * that
     * or nothing, and once. It is recorded with the scope that {@link Incident#widenedFor} gives it.
     *
     * @return the family as it was revoked; empty where it was revoked before or is gone ({@link FamilyStore#revoke})
     */
    Optional<Family> revokeFor(Incident incident, FollowUp followUp);

    /**
     * The id under which that incident is listed once it is recorded. One for each family, kind and enforcement in a realm, and of
     * one {@linkplain Incident#ofDay of a day} for each day and network.
     */
    String idOf(Incident incident);

    /**
     * Counts on the incident for which that owner's family was revoked that one of its tokens came again, and records it first
     * where it is still due. The count is in its row within a second, as is that of an incident that is observed again (ADR 36).
     * Throws nothing: a count that fails is lost.
     *
     * @param repeat as what it is counted
     * @return the id of that incident; empty where there is none (any more), or where it could not be counted
     */
    Optional<String> repeat(Owner owner, String familyId, Repeat repeat);

    /**
     * Ends the links in all mails to that user so far ({@link IncidentNotice#linksEnded}). Throws nothing: where that fails,
     * the
     * log says so.
     */
    void endLinks(String realmId, String userId);
}
