package dev.tokenfamily.store.incident;

import dev.tokenfamily.incident.Answer;
import dev.tokenfamily.incident.Incidents;
import dev.tokenfamily.store.FamilyJpaEntityProviderFactory;
import dev.tokenfamily.store.RunningStore;
import dev.tokenfamily.store.database.DatabaseClock;
import dev.tokenfamily.store.database.FamilyDatabase;
import dev.tokenfamily.store.family.OwnedRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSessionFactory;

/** Incidents in Keycloak's database, on our own connections. */
public final class JpaIncidents implements Incidents {

    private static final String ANSWER = "update IncidentEntity f set f.answer = :answer, f.answeredAt = :now"
            + " where f.rowId = :id and f.realmId = :realmId and (f.answer is null or f.answer = :replaced)";

    private static final String OF_USER = " where f.userId = :userId and f.realmId = :realmId";

    private static final String DUE = "select distinct f.requiredAction from IncidentEntity f" + OF_USER
            + " and f.requiredAction is not null order by f.requiredAction";

    private static final String TAKEN =
            "update IncidentEntity f set f.requiredAction = null" + OF_USER + " and f.requiredAction = :action";

    private final FamilyDatabase database;
    private final Duration toldFor;

    /** Over the database of this server. */
    public JpaIncidents(KeycloakSessionFactory factory) {
        RunningStore running = FamilyJpaEntityProviderFactory.running(factory);
        this.database = running.database();
        this.toldFor = running.incidentsToldFor();
    }

    /** For how long it must be known what became of a mail: no incident that is still there may seem to have had none. */
    public Duration toldFor() {
        return toldFor;
    }

    @Override
    public Optional<Told> find(String realmId, String incidentId) {
        return database.lookUp(em -> Optional.ofNullable(
                        em.find(IncidentEntity.class, new OwnedRow.Key(incidentId, realmId)))
                .map(row -> new Told(row.toListed(null), row.realmUrl, row.requiredAction, row.linksEndedAt != null)));
    }

    @Override
    public boolean answer(String realmId, String incidentId, Answer answer) {
        return database.lookUp(em -> em.createQuery(ANSWER)
                        .setParameter("answer", answer)
                        .setParameter("replaced", answer.replaces())
                        .setParameter("now", DatabaseClock.now(em))
                        .setParameter("id", incidentId)
                        .setParameter("realmId", realmId)
                        .executeUpdate()
                == 1);
    }

    @Override
    public List<String> dueActions(String realmId, String userId) {
        return database.lookUp(em -> em.createQuery(DUE, String.class)
                .setParameter("userId", userId)
                .setParameter("realmId", realmId)
                .getResultList());
    }

    @Override
    public void actionTaken(String realmId, String userId, String action) {
        database.lookUp(em -> em.createQuery(TAKEN)
                .setParameter("userId", userId)
                .setParameter("realmId", realmId)
                .setParameter("action", action)
                .executeUpdate());
    }
}
