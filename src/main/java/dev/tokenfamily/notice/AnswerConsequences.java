package dev.tokenfamily.notice;

import dev.tokenfamily.incident.Incidents.ListedIncident;

/** What follows from what a user says. Can be repeated. */
public interface AnswerConsequences {

    /**
     * All sessions of the user end, offline ones too, and the next login requires a new password.
     *
     * @throws dev.tokenfamily.family.StoreUnavailableException if the database fails; then not all of it is done
     */
    void somebodyElse(ListedIncident incident);

    /** It was a false alarm. Called once for an incident. */
    void falseAlarm(ListedIncident incident);

    /** It was not, although the user had said so. Called once for an incident. */
    void noFalseAlarm(ListedIncident incident);
}
