package dev.tokenfamily;

import dev.tokenfamily.incident.Answer;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.notice.AnswerResource;
import dev.tokenfamily.session.UserTakedown;
import org.keycloak.Config;
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
                            new FalseAlarmCount(extension.statistics())));
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    private record AnswerConsequences(UserTakedown takedown, FalseAlarmCount falseAlarms)
            implements AnswerResource.Consequences {

        @Override
        public void endAllSessions(ListedIncident incident) {
            takedown.takeDown(incident.incident().owner());
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
