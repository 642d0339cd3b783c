package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.incident.MailDelivery;
import dev.tokenfamily.policy.Enforcement;
import org.jspecify.annotations.Nullable;

/**
 * An incident, as admins see it. Times are epoch milliseconds.
 *
 * @param time when it happened
 * @param clientId the {@code client_id}; null where the client has just been removed
 * @param username of the user; null where the user is gone, or only a directory knows
 * @param kind {@code recent-predecessor}, {@code stale-lineage} or {@code catch-up}, as in the events, or {@code session-end}
 * @param presentedGeneration of the token that came
 * @param currentGeneration of the head at that moment
 * @param presentedFrom who presented it
 * @param rotatedFrom who had obtained the head
 * @param successorIssuedAt when the successor of the token that came was issued; null where that is not known, as of a token older
 *     than the head's predecessor
 * @param delaySeconds how late the token came, since then; null where that is not known
 * @param benign whether it looks like a client that lost an answer, or was too late with it; null where that is not known
 * @param impersonator username of the admin who began the session in the user's place; null where the user did, and for whoever
 *     may not see admin events
 * @param revocationScope of the policy; of the kind {@code session-end}, what ended because that was asked for
 * @param widenedTo {@code client-session} where the family alone was not enough, since some of its access tokens could not be
 *     named any more; null otherwise
 * @param enforcement {@code enforce} where the family was revoked for it, otherwise {@code observe}
 * @param repeats how often it happened again, in a way that could mean something
 * @param clientLoops how often the dead family's own client tried on, from where it was
 * @param lastRepeatAt when the last of {@code repeats} came
 * @param state {@code open}, {@code confirmed}, {@code false-alarm} or {@code dismissed}
 * @param stateChangedAt since when; null where it has been open from the beginning
 * @param stateChangedBy username of the admin who did that; null where no admin did, and for whoever may not see admin events
 * @param answer {@code me} or {@code not-me}, as the user says; null where the user has said nothing
 * @param mail what became of the mail to the user; null where there is none
 * @param wave the id of what incidents of the same client, hour and network have in common; null of earlier versions
 * @param waveSize how many of those that the query selects are of that wave, where only the newest of each is listed; null
 *     otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IncidentRepresentation(
        String id,
        long time,
        String familyId,
        @Nullable String clientId,
        String userId,
        @Nullable String username,
        String sessionId,
        boolean offline,
        String kind,
        int presentedGeneration,
        int currentGeneration,
        OriginRepresentation presentedFrom,
        OriginRepresentation rotatedFrom,
        @Nullable Long successorIssuedAt,
        @Nullable Long delaySeconds,
        @Nullable Boolean benign,
        @Nullable String impersonator,
        String revocationScope,
        @Nullable String widenedTo,
        String enforcement,
        int repeats,
        int clientLoops,
        @Nullable Long lastRepeatAt,
        String state,
        @Nullable Long stateChangedAt,
        @Nullable String stateChangedBy,
        @Nullable String answer,
        @Nullable MailRepresentation mail,
        @Nullable String wave,
        @Nullable Long waveSize) {

    /**
     * A mail to the user.
     *
     * @param state {@code pending}, {@code delivered}, or {@code dead_letter} where it was given up
     * @param attempts so far
     * @param problem why the last attempt failed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MailRepresentation(
            String state, int attempts, @Nullable String problem) {

        private static @Nullable MailRepresentation of(@Nullable MailDelivery mail) {
            return mail == null ? null : new MailRepresentation(mail.state(), mail.attempts(), mail.problem());
        }
    }

    /** Of an incident, with the names of admins or without them, and how many there are of its wave; null for that too. */
    static IncidentRepresentation of(
            ListedIncident listed,
            @Nullable String clientId,
            @Nullable String username,
            boolean namesAdmins,
            @Nullable Long waveSize) {
        Incident incident = listed.incident();
        return new IncidentRepresentation(
                listed.id(),
                Millis.of(listed.at()),
                incident.familyId(),
                clientId,
                incident.owner().userId(),
                username,
                incident.owner().sessionId(),
                incident.owner().offline(),
                incident.kind(),
                incident.presentedGeneration(),
                incident.currentGeneration(),
                OriginRepresentation.of(incident.presentedFrom()),
                OriginRepresentation.of(incident.rotatedFrom()),
                Millis.ofNullable(incident.successorIssuedAt()),
                incident.delaySeconds(listed.at()),
                incident.looksBenign(listed.at()),
                namesAdmins ? incident.impersonator() : null,
                incident.policyScope(),
                incident.widenedTo(),
                (incident.enforced() ? Enforcement.ENFORCE : Enforcement.OBSERVE).text(),
                listed.repeats(),
                listed.clientLoops(),
                Millis.ofNullable(listed.lastRepeatAt()),
                listed.state().text(),
                Millis.ofNullable(listed.stateChangedAt()),
                namesAdmins ? listed.stateChangedBy() : null,
                listed.answer() == null ? null : listed.answer().text(),
                MailRepresentation.of(listed.mail()),
                listed.wave(),
                waveSize);
    }
}
