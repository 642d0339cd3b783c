package dev.tokenfamily.notice;

import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.incident.Answer;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.incident.RecordedIncidents;

/** What users say of incidents, by a link in a mail or among their own sign-ins, and what is done about it. */
public final class Answers {

    private final RecordedIncidents incidents;
    private final Consequences consequences;

    /** What follows from a user's answer. */
    public interface Consequences {

        /**
         * Ends all sessions of the incident's user, offline ones too, and makes the next login require a new password. Can be
         * repeated.
         *
         * @throws StoreUnavailableException if the database fails; then not all of it is done
         */
        void endAllSessions(ListedIncident incident);

        /** Counts the incident as a false alarm. Called once for an incident. */
        void countFalseAlarm(ListedIncident incident);

        /** Counts the incident as a false alarm no more, since the user takes that back. Called once for an incident. */
        void uncountFalseAlarm(ListedIncident incident);
    }

    /** Answers to those incidents. */
    public Answers(RecordedIncidents incidents, Consequences consequences) {
        this.incidents = incidents;
        this.consequences = consequences;
    }

    /**
     * Does what the answer says, and notes it. What is done first can be repeated, so that a failure costs the user nothing but
     * another try.
     *
     * @return false where somebody has answered before
     * @throws StoreUnavailableException if the database fails; then the incident takes the answer again
     */
    public boolean take(ListedIncident listed, Answer answer) {
        if (answer == Answer.NOT_ME) {
            consequences.endAllSessions(listed);
        }
        boolean taken = incidents.answer(listed.incident().owner().realmId(), listed.id(), answer);
        if (taken && answer == Answer.ME) {
            consequences.countFalseAlarm(listed);
        } else if (taken && listed.answer() == Answer.ME) {
            consequences.uncountFalseAlarm(listed);
        }
        return taken;
    }
}
