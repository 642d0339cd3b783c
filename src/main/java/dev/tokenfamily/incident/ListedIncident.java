package dev.tokenfamily.incident;

import org.jspecify.annotations.Nullable;

/**
 * An incident as admins see it listed, with what has become of it since it was recorded.
 *
 * @param id of the incident, unique in its realm
 * @param at when it happened, in epoch seconds of the database's clock
 * @param incident what happened
 * @param wave the id of its {@link Wave}; null in rows of earlier versions
 * @param repeats how often tokens of the family came since that could mean something ({@link Repeat#PRESENTATION}); 0 or more
 * @param clientLoops how often the dead family's own client tried on ({@link Repeat#CLIENT_LOOP}); 0 or more
 * @param lastRepeatAt when the last of {@code repeats} came, in epoch seconds of the database's clock; null where none came
 * @param decision what an admin has said last, and may be overtaken by now ({@link #state}); null where none has
 * @param answer what the user says about it; null where the user has said nothing
 * @param mail what became of the mail to the user; null where there is none, or where it was not looked up
 */
public record ListedIncident(
        String id,
        long at,
        Incident incident,
        @Nullable String wave,
        int repeats,
        int clientLoops,
        @Nullable Long lastRepeatAt,
        @Nullable Decision decision,
        @Nullable Answer answer,
        @Nullable MailDelivery mail) {

    /**
     * The state of the incident. A false alarm, or one that was dismissed, is open again once a token has come that could mean
     * something; so is a confirmed one for which nothing has ended.
     */
    public IncidentState state() {
        return decision == null || isReopened(decision) ? IncidentState.OPEN : decision.state();
    }

    private boolean isReopened(Decision last) {
        return last.isOvertakenBy(repeats, incident.enforced());
    }

    /** When it came into that state, in epoch seconds of the database's clock; null where it has been open from the beginning. */
    public @Nullable Long stateChangedAt() {
        if (decision == null) {
            return null;
        }
        return isReopened(decision) ? lastRepeatAt : Long.valueOf(decision.at());
    }

    /** Username of the admin who brought it into that state; null where no admin did. */
    public @Nullable String stateChangedBy() {
        return decision == null || isReopened(decision) ? null : decision.by();
    }

    /**
     * Whether the report counts it among the false alarms: its user has said so, or the last admin who said anything. That it was
     * reopened does not change that; only somebody who looks again does. How a session ended and where a head was used is nothing
     * that the report is about.
     */
    public boolean countsAsFalseAlarm() {
        return countsAsFalseAlarm(answer, decided());
    }

    /** Whether the report would count it among the false alarms if an admin gave it that state. */
    public boolean wouldCountAsFalseAlarm(IncidentState given) {
        return countsAsFalseAlarm(answer, given);
    }

    /** Whether the report would count it among the false alarms if the user gave that answer. */
    public boolean wouldCountAsFalseAlarm(Answer given) {
        return countsAsFalseAlarm(given, decided());
    }

    private boolean countsAsFalseAlarm(@Nullable Answer ofUser, IncidentState ofAdmin) {
        return (ofUser == Answer.ME || ofAdmin == IncidentState.FALSE_ALARM)
                && !incident.kind().equals(IncidentKind.SESSION_END.text())
                && !incident.kind().equals(IncidentKind.ORIGIN_CHANGE.text());
    }

    private IncidentState decided() {
        return decision == null ? IncidentState.OPEN : decision.state();
    }

    /** Whether anything has ended: for the incident, by the request that is one, or as an admin has decided. */
    public boolean ended() {
        return incident.enforced()
                || incident.kind().equals(IncidentKind.SESSION_END.text())
                || (decision != null && decision.ended() != null);
    }

    /** How much has ended because of it, as the text of a revocation scope: what an admin ended, or else its own scope. */
    public String endedScope() {
        return decision == null || decision.ended() == null ? incident.scope() : decision.ended();
    }
}
