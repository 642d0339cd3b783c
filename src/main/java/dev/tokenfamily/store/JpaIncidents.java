package dev.tokenfamily.store;

import dev.tokenfamily.family.Answer;
import dev.tokenfamily.family.Incidents;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSessionFactory;

/** Incidents in Keycloak's database, on our own connections. */
public final class JpaIncidents implements Incidents {

    private static final String ANSWER = "update IncidentEntity f set f.answer = :answer, f.answeredAt = :now"
            + " where f.id = :id and (f.answer is null or f.answer = :replaced)";

    private static final String DUE = "select f from IncidentEntity f"
            + " where f.userId = :userId and f.realmId = :realmId and f.requiredAction is not null"
            + " order by f.occurredAt desc, f.id desc";

    private static final String TAKEN =
            "update IncidentEntity f set f.requiredAction = null where f.id = :id and f.requiredAction = :action";

    /** A user has few incidents that are not dealt with. */
    private static final int MOST_DUE = 20;

    private final FamilyDatabase database;

    /** Over the database of this server. */
    public JpaIncidents(KeycloakSessionFactory factory) {
        this.database = FamilyDatabase.of(factory);
    }

    @Override
    public Optional<Told> find(String realmId, String incidentId) {
        return database.lookUp(em -> Optional.ofNullable(em.find(IncidentEntity.class, incidentId))
                .filter(row -> row.realmId.equals(realmId))
                .map(row -> new Told(row.toListed(null), row.realmUrl, row.requiredAction)));
    }

    @Override
    public boolean answer(String incidentId, Answer answer) {
        return database.lookUp(em -> em.createQuery(ANSWER)
                        .setParameter("answer", answer)
                        .setParameter("replaced", answer.replaces())
                        .setParameter("now", DatabaseClock.now(em))
                        .setParameter("id", incidentId)
                        .executeUpdate()
                == 1);
    }

    @Override
    public List<DueAction> dueActions(String realmId, String userId) {
        return database.lookUp(em -> em
                .createQuery(DUE, IncidentEntity.class)
                .setParameter("userId", userId)
                .setParameter("realmId", realmId)
                .setMaxResults(MOST_DUE)
                .getResultList()
                .stream()
                .map(row -> new DueAction(row.id, row.requiredAction))
                .toList());
    }

    @Override
    public void actionTaken(DueAction action) {
        database.lookUp(em -> em.createQuery(TAKEN)
                .setParameter("id", action.incidentId())
                .setParameter("action", action.action())
                .executeUpdate());
    }
}
