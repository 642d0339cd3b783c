package dev.tokenfamily.store.family;

import dev.tokenfamily.family.FamilyQueries;
import dev.tokenfamily.store.FamilyJpaEntityProviderFactory;
import dev.tokenfamily.store.RunningStore;
import dev.tokenfamily.store.database.FamilyDatabase;
import dev.tokenfamily.store.incident.IncidentEntity;
import dev.tokenfamily.store.incident.IncidentOutbox;
import dev.tokenfamily.store.incident.IncidentRecorder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSessionFactory;

/** Looks families and incidents up in Keycloak's database, on our own connections. */
public final class JpaFamilyQueries implements FamilyQueries {

    private final FamilyDatabase database;
    private final IncidentRecorder recorder;

    /** Over the database of this server. */
    public JpaFamilyQueries(KeycloakSessionFactory factory) {
        RunningStore running = FamilyJpaEntityProviderFactory.running(factory);
        this.database = running.database();
        this.recorder = running.recorder();
    }

    @Override
    public Optional<ListedFamily> find(String realmId, String familyId) {
        if (familyId.indexOf('\0') >= 0) { // PostgreSQL has no such text: it fails if asked
            return Optional.empty();
        }
        return database.lookUp(
                em -> Optional.ofNullable(em.find(FamilyEntity.class, new OwnedRow.Key(familyId, realmId)))
                        .map(FamilyEntity::toListed));
    }

    @Override
    public List<ListedFamily> list(FamilyFilter filter, Page page) {
        return database.lookUp(em -> page(
                        filtered(em, "select f from FamilyEntity f", filter, newest("startedAt"), FamilyEntity.class),
                        page)
                .map(FamilyEntity::toListed)
                .toList());
    }

    @Override
    public long count(FamilyFilter filter) {
        return database.lookUp(em -> filtered(em, "select count(*) from FamilyEntity f", filter, "", Long.class)
                .getSingleResult());
    }

    private static <T> TypedQuery<T> filtered(
            EntityManager em, String select, FamilyFilter filter, String order, Class<T> type) {
        SelectionCondition selection = new SelectionCondition(filter.selection());
        @Nullable Boolean revoked = filter.revoked();
        String status = revoked == null ? "" : " and f.revocation is " + (revoked ? "not null" : "null");
        return selection.bind(em.createQuery(select + " where " + selection.text() + status + order, type));
    }

    @Override
    public List<ListedIncident> incidents(IncidentFilter filter, Page page) {
        recorder.recordAll(); // so that a revoked family has its incident, whoever asks
        SelectionCondition selection = new SelectionCondition(filter.selection());
        return database.lookUp(em -> {
            TypedQuery<IncidentEntity> query = selection.bind(em.createQuery(
                    "select f from IncidentEntity f where " + selection.text()
                            + (filter.familyId() == null ? "" : " and f.rowId in :ids")
                            + (filter.enforced() == null ? "" : " and f.enforced = " + filter.enforced())
                            + newest("occurredAt"),
                    IncidentEntity.class));
            if (filter.familyId() != null) {
                query.setParameter(
                        "ids", IncidentEntity.idsOf(filter.selection().realmId(), filter.familyId()));
            }
            List<IncidentEntity> rows = page(query, page).toList();
            Map<String, Delivery> mails = new IncidentOutbox(em).mailsAbout(rows);
            return rows.stream().map(row -> row.toListed(mails.get(row.rowId))).toList();
        });
    }

    /** The id makes the order the same on every page. */
    private static String newest(String time) {
        return " order by f." + time + " desc, f.rowId desc";
    }

    private static <T> Stream<T> page(TypedQuery<T> query, Page page) {
        return page.max() == 0
                ? Stream.empty()
                : query.setFirstResult(page.first()).setMaxResults(page.max()).getResultList().stream();
    }
}
