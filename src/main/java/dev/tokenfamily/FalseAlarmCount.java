package dev.tokenfamily;

import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.report.Period;
import dev.tokenfamily.report.Statistics;

/**
 * Counts in the report what is a false alarm to somebody, its user or an admin: once, whoever of them says so first.
 *
 * @param statistics of this server
 */
record FalseAlarmCount(Statistics statistics) {

    /**
     * Counts that an incident is one from now on, or is none any more.
     *
     * @param before the incident as it was
     * @param counts whether it {@linkplain ListedIncident#countsAsFalseAlarm counts} now
     */
    void changed(ListedIncident before, boolean counts) {
        if (counts && !before.countsAsFalseAlarm()) {
            statistics.falseAlarm(before.incident().owner(), Period.dayOf(before.at()));
        } else if (!counts && before.countsAsFalseAlarm()) {
            statistics.noFalseAlarm(before.incident().owner(), Period.dayOf(before.at()));
        }
    }
}
