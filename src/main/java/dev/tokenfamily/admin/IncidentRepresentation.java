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
 * @param kind {@code recent-predecessor}, {@code stale-lineage} or {@code catch-up}, as in the events, or {@code session-end}
 * @param presentedGeneration of the token that came
 * @param currentGeneration of the head at that moment
 * @param presentedFrom who presented it
 * @param rotatedFrom who had obtained the head
 * @param revocationScope of the policy; of the kind {@code session-end}, what ended because that was asked for
 * @param widenedTo {@code client-session} where the family alone was not enough, since some of its access tokens could not be
 *     named any more; null otherwise
 * @param enforcement {@code enforce} where the family was revoked for it, otherwise {@code observe}
 * @param repeats how often it happened again
 * @param lastRepeatAt when it did last
 * @param answer {@code me} or {@code not-me}, as the user says; null where the user has said nothing
 * @param mail what became of the mail to the user; null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IncidentRepresentation(
        String id,
        long time,
        String familyId,
        @Nullable String clientId,
        String userId,
        String sessionId,
        boolean offline,
        String kind,
        int presentedGeneration,
        int currentGeneration,
        OriginRepresentation presentedFrom,
        OriginRepresentation rotatedFrom,
        String revocationScope,
        @Nullable String widenedTo,
        String enforcement,
        int repeats,
        @Nullable Long lastRepeatAt,
        @Nullable String answer,
        @Nullable MailRepresentation mail) {

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

    static IncidentRepresentation of(ListedIncident listed, @Nullable String clientId) {
        Incident incident = listed.incident();
        return new IncidentRepresentation(
                listed.id(),
                Millis.of(listed.at()),
                incident.familyId(),
                clientId,
                incident.owner().userId(),
                incident.owner().sessionId(),
                incident.owner().offline(),
                incident.kind(),
                incident.presentedGeneration(),
                incident.currentGeneration(),
                OriginRepresentation.of(incident.presentedFrom()),
                OriginRepresentation.of(incident.rotatedFrom()),
                incident.policyScope(),
                incident.widenedTo(),
                (incident.enforced() ? Enforcement.ENFORCE : Enforcement.OBSERVE).text(),
                listed.repeats(),
                Millis.ofNullable(listed.lastRepeatAt()),
                listed.answer() == null ? null : listed.answer().text(),
                MailRepresentation.of(listed.mail()));
    }
}
