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
import dev.tokenfamily.notice.AnswerResource;
import dev.tokenfamily.session.UserTakedown;
import org.keycloak.Config;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Adds the resource that takes users' answers. */
public final class AnswerResourceFactory implements RealmResourceProviderFactory {

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new AnswerResourceProvider(session);
    }

    private record AnswerResourceProvider(KeycloakSession session) implements RealmResourceProvider {

        @Override
        public Object getResource() {
            Extension extension = Extension.of(session);
            return new AnswerResource(
                    session,
                    extension.incidents(),
                    new AnswerConsequences(
                            extension.userTakedown(extension.revokedFamilies(session)),
                            new FalseAlarmCount(extension.statistics()),
                            extension.history(),
                            session));
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    private record AnswerConsequences(
            UserTakedown takedown, FalseAlarmCount falseAlarms, History history, KeycloakSession session)
            implements AnswerResource.Consequences {

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

    @Override
    public void init(Config.Scope config) {
        // FamilyJpaEntityProviderFactory reads the option: mails begin and end with the tables, but not without this
        // page
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to prepare
    }

    @Override
    public void close() {
        // holds nothing
    }

    @Override
    public String getId() {
        return AnswerResource.RESOURCE;
    }
}
