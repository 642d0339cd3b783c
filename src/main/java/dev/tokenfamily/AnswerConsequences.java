package dev.tokenfamily;

import dev.tokenfamily.ending.RequestOrigin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.History;
import dev.tokenfamily.history.IncidentName;
import dev.tokenfamily.history.Reach;
import dev.tokenfamily.incident.Answer;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.notice.Answers;
import dev.tokenfamily.session.UserTakedown;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;

/** What follows from a user's answer to an incident, in one request. */
record AnswerConsequences(UserTakedown takedown, FalseAlarmCount falseAlarms, History history, KeycloakSession session)
        implements Answers.Consequences {

    /** In the request that the session serves. */
    static AnswerConsequences of(KeycloakSession session, Extension extension) {
        return new AnswerConsequences(
                extension.userTakedown(extension.revokedFamilies(session)),
                new FalseAlarmCount(extension.statistics()),
                extension.history(),
                session);
    }

    @Override
    public void endAllSessions(ListedIncident incident) {
        Owner owner = incident.incident().owner();
        takedown.takeDown(owner);
        history.record(new End(
                Time.currentTimeMillis(),
                Cause.USER_REPORT,
                Reach.ofUser(owner.realmId(), owner.userId()),
                Actor.user(owner.realmId(), owner.userId()),
                RequestOrigin.of(session),
                nameOf(incident.incident()),
                null));
    }

    private static IncidentName nameOf(Incident incident) {
        return new IncidentName(incident.familyId(), incident.kind(), incident.enforced());
    }

    @Override
    public void countFalseAlarm(ListedIncident incident) {
        falseAlarms.changed(incident, incident.wouldCountAsFalseAlarm(Answer.ME));
    }

    @Override
    public void uncountFalseAlarm(ListedIncident incident) {
        falseAlarms.changed(incident, incident.wouldCountAsFalseAlarm(Answer.NOT_ME));
    }
}
