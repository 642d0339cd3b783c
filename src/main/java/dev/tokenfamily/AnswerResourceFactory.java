package dev.tokenfamily;

import dev.tokenfamily.background.FairWork;
import dev.tokenfamily.incident.IncidentKind;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.notice.AnswerResource;
import dev.tokenfamily.report.Period;
import dev.tokenfamily.report.Statistics;
import dev.tokenfamily.session.UserTakedown;
import dev.tokenfamily.store.family.JpaFamilyStore;
import dev.tokenfamily.store.incident.IncidentRecorded;
import dev.tokenfamily.store.incident.JpaIncidents;
import dev.tokenfamily.store.statistic.JpaStatisticStore;
import dev.tokenfamily.takedown.FamilySweep;
import dev.tokenfamily.telemetry.FamilyMeters;
import io.micrometer.core.instrument.Metrics;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.Provider;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Adds the resource that takes users' answers, and sends them what they answer to. */
public final class AnswerResourceFactory implements RealmResourceProviderFactory {

    private static final int DEFAULT_MAILS = 5;

    private int mailsPerUserAndDay = DEFAULT_MAILS;
    private volatile @Nullable IncidentCouriers couriers;

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new AnswerResourceProvider(session);
    }

    private record AnswerResourceProvider(KeycloakSession session) implements RealmResourceProvider {

        @Override
        public Object getResource() {
            KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
            FamilyMeters meters = new FamilyMeters(Metrics.globalRegistry);
            UserTakedown takedown = new UserTakedown(
                    factory,
                    new FamilySweep(
                            new JpaFamilyStore(factory),
                            families -> meters.revoked(
                                    families, session.getContext().getRealm().getName())),
                    FairWork.notices(factory)::of);
            return new AnswerResource(
                    session,
                    new JpaIncidents(factory),
                    new AnswerConsequences(
                            takedown, JpaStatisticStore.of(factory).counted()));
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    private record AnswerConsequences(UserTakedown takedown, Statistics statistics)
            implements AnswerResource.Consequences {

        @Override
        public void endAllSessions(ListedIncident incident) {
            takedown.takeDown(incident.incident().owner());
        }

        @Override
        public void countFalseAlarm(ListedIncident incident) {
            if (isCounted(incident)) {
                statistics.falseAlarm(incident.incident().owner(), Period.dayOf(incident.at()));
            }
        }

        @Override
        public void uncountFalseAlarm(ListedIncident incident) {
            if (isCounted(incident)) {
                statistics.noFalseAlarm(incident.incident().owner(), Period.dayOf(incident.at()));
            }
        }

        /** Among the reuses, which the statistics are about. */
        private static boolean isCounted(ListedIncident incident) {
            return !incident.incident().kind().equals(IncidentKind.SESSION_END.text());
        }
    }

    /** So that Keycloak closes this before the database, which the last mail is still written to. */
    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(JpaConnectionProvider.class, JpaEntityProvider.class);
    }

    @Override
    public void init(Config.Scope config) {
        mailsPerUserAndDay = Math.max(1, config.getInt("mails-per-user-and-day", DEFAULT_MAILS));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) { // the tables are there
                couriers = new IncidentCouriers(factory, mailsPerUserAndDay);
            } else if (event instanceof IncidentRecorded && couriers != null) {
                couriers.wake();
            }
        });
    }

    @Override
    public void close() {
        if (couriers != null) {
            couriers.close();
        }
    }

    @Override
    public String getId() {
        return AnswerResource.RESOURCE;
    }
}
