package dev.tokenfamily.store.webhook;

import dev.tokenfamily.family.FamilyQueries.Page;
import dev.tokenfamily.store.database.FamilyDatabase;
import dev.tokenfamily.webhook.Deliveries;
import dev.tokenfamily.webhook.Delivery;
import dev.tokenfamily.webhook.Message;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.models.jpa.entities.OutboxEntryStatus;

/** The deliveries in Keycloak's outbox. */
public final class JpaDeliveries implements Deliveries {

    /** The form of Keycloak's ids of entries. There is none of any other, which a database could fail at. */
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    private static final String OF_REALM =
            "select e from OutboxEntryEntity e where e.entryKind = :kind and e.realmId = :realmId";

    private static final String OF_STATE = " and e.status = :status";

    private static final String OF_ENDPOINT = " and e.containerId = :endpoint";

    private static final String NEWEST_FIRST = " order by e.createdAt desc, e.id desc";

    private final FamilyDatabase database;
    private final Runnable couriers;

    /**
     * Reads and repeats the deliveries in that database.
     *
     * @param couriers wakes those who deliver
     */
    public JpaDeliveries(FamilyDatabase database, Runnable couriers) {
        this.database = database;
        this.couriers = couriers;
    }

    @Override
    public List<Delivery> list(String realmId, @Nullable String endpoint, @Nullable String state, Page page) {
        String statement =
                OF_REALM + (state == null ? "" : OF_STATE) + (endpoint == null ? "" : OF_ENDPOINT) + NEWEST_FIRST;
        return database.transactAside(em -> {
            TypedQuery<OutboxEntryEntity> query = em.createQuery(statement, OutboxEntryEntity.class)
                    .setParameter("kind", Message.QUEUE)
                    .setParameter("realmId", realmId)
                    .setFirstResult(page.first())
                    .setMaxResults(page.max());
            if (state != null) {
                query.setParameter("status", OutboxEntryStatus.valueOf(state.toUpperCase(Locale.ROOT)));
            }
            if (endpoint != null) {
                query.setParameter("endpoint", endpoint);
            }
            return query.getResultList().stream().map(JpaDeliveries::delivery).toList();
        });
    }

    private static Delivery delivery(OutboxEntryEntity entry) {
        boolean pending = entry.getStatus() == OutboxEntryStatus.PENDING;
        String about = entry.getCorrelationId();
        String[] words = about.split(" ", -1); // endpoint, type, subject, and a time where there can be several
        return new Delivery(
                entry.getId(),
                entry.getContainerId(),
                entry.getEntryType(),
                words.length > 2 ? words[2] : about,
                entry.getStatus().name().toLowerCase(Locale.ROOT),
                entry.getAttempts(),
                entry.getLastError(),
                entry.getCreatedAt().toEpochMilli(),
                pending ? millis(entry.getNextAttemptAt()) : null,
                millis(entry.getDeliveredAt()));
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : Long.valueOf(time.toEpochMilli());
    }

    @Override
    public boolean replay(String realmId, String id) {
        boolean there = ID.matcher(id).matches() && database.transactAside(em -> replayed(em, realmId, id));
        if (there) {
            couriers.run();
        }
        return there;
    }

    private static boolean replayed(EntityManager em, String realmId, String id) {
        @Nullable OutboxEntryEntity entry = em.find(OutboxEntryEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (entry == null
                || !entry.getRealmId().equals(realmId)
                || !entry.getEntryKind().equals(Message.QUEUE)) {
            return false;
        }
        entry.setStatus(OutboxEntryStatus.PENDING);
        entry.setAttempts(0);
        entry.setLastError(null);
        entry.setDeliveredAt(null);
        entry.setNextAttemptAt(Instant.now());
        return true;
    }
}
