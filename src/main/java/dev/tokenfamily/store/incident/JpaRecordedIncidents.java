package dev.tokenfamily.store.incident;

import dev.tokenfamily.family.FamilyQueries.Page;
import dev.tokenfamily.incident.Answer;
import dev.tokenfamily.incident.IncidentFilter;
import dev.tokenfamily.incident.IncidentNotice;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.incident.MailDelivery;
import dev.tokenfamily.incident.RecordedIncidents;
import dev.tokenfamily.incident.StateChange;
import dev.tokenfamily.store.database.DatabaseClock;
import dev.tokenfamily.store.database.FamilyDatabase;
import dev.tokenfamily.store.family.Listing;
import dev.tokenfamily.store.family.OwnedRow;
import dev.tokenfamily.store.webhook.WebhookQueue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of incidents, in Keycloak's database, aside ({@link FamilyDatabase}). */
public final class JpaRecordedIncidents implements RecordedIncidents {

    private static final String ANSWER = "update IncidentEntity f set f.answer = :answer, f.answeredAt = :now"
            + " where f.rowId = :id and f.realmId = :realmId and (f.answer is null or f.answer = :replaced)";

    private static final String OF_USER = " where f.userId = :userId and f.realmId = :realmId";

    private static final String DUE = "select distinct f.requiredAction from IncidentEntity f" + OF_USER
            + " and f.requiredAction is not null order by f.requiredAction";

    private static final String TAKEN =
            "update IncidentEntity f set f.requiredAction = null" + OF_USER + " and f.requiredAction = :action";

    private final FamilyDatabase database;
    private final IncidentRecorder recorder;
    private final WebhookQueue webhooks;
    private final IncidentRepeats repeats;

    /**
     * Reads and answers the incidents of that database.
     *
     * @param recorder of this server, which records those that are due before any are listed
     * @param repeats that this server has counted, which are written before any are listed
     */
    public JpaRecordedIncidents(
            FamilyDatabase database, IncidentRecorder recorder, WebhookQueue webhooks, IncidentRepeats repeats) {
        this.database = database;
        this.recorder = recorder;
        this.webhooks = webhooks;
        this.repeats = repeats;
    }

    /** So that a revoked family has its incident, whoever asks, and what this node has counted is in it. */
    private void writeWhatWaits() {
        recorder.recordAll();
        repeats.flush();
    }

    @Override
    public List<ListedIncident> list(IncidentFilter filter, Page page) {
        writeWhatWaits();
        return database.transactAside(em -> {
            IncidentCondition condition = new IncidentCondition(em, filter);
            TypedQuery<IncidentEntity> query = condition.bind(em.createQuery(
                    "select f from IncidentEntity f where " + condition.text() + Listing.newestFirst("occurredAt"),
                    IncidentEntity.class));
            List<IncidentEntity> rows = Listing.page(query, page).toList();
            Map<String, MailDelivery> mails = new IncidentOutbox(em).mailsAbout(rows);
            return rows.stream().map(row -> row.toListed(mails.get(row.id()))).toList();
        });
    }

    @Override
    public long count(IncidentFilter filter) {
        writeWhatWaits();
        return database.transactAside(em -> {
            IncidentCondition condition = new IncidentCondition(em, filter);
            return condition
                    .bind(em.createQuery("select count(*) from IncidentEntity f where " + condition.text(), Long.class))
                    .getSingleResult();
        });
    }

    /** In their order, so that the database goes by an index. */
    @Override
    public long count(IncidentFilter filter, int most) {
        writeWhatWaits();
        return database.transactAside(em -> {
            IncidentCondition condition = new IncidentCondition(em, filter);
            String all = "select 1 from IncidentEntity f where " + condition.text();
            return (long) condition
                    .bind(em.createQuery(all + Listing.newestFirst("occurredAt"), Integer.class))
                    .setMaxResults(most)
                    .getResultList()
                    .size();
        });
    }

    @Override
    public Optional<ListedIncident> read(String realmId, String incidentId) {
        writeWhatWaits();
        return database.transactAside(
                em -> Optional.ofNullable(em.find(IncidentEntity.class, new OwnedRow.Key(incidentId, realmId)))
                        .map(row -> row.toListed(
                                new IncidentOutbox(em).mailsAbout(List.of(row)).get(row.id()))));
    }

    @Override
    public ChangeOutcome change(StateChange change) {
        ChangeOutcome outcome = FamilyDatabase.orUnavailable( // in time to say what has ended for it by then
                () -> database.transactBriefly(em -> new IncidentDecision(em, webhooks).change(change)));
        boolean asked = outcome == ChangeOutcome.CHANGED_AND_MAILED || change.requiredAction() != null;
        if (asked || webhooks.allowed()) {
            recorder.wakeCouriers();
        }
        return outcome;
    }

    @Override
    public Optional<IncidentNotice> find(String realmId, String incidentId) {
        return database.transactAside(
                em -> Optional.ofNullable(em.find(IncidentEntity.class, new OwnedRow.Key(incidentId, realmId)))
                        .map(IncidentEntity::toNotice));
    }

    @Override
    public boolean answer(String realmId, String incidentId, Answer answer) {
        boolean stored = database.transactAside(em -> stored(em, new OwnedRow.Key(incidentId, realmId), answer));
        if (stored && webhooks.allowed()) {
            recorder.wakeCouriers();
        }
        return stored;
    }

    private boolean stored(EntityManager em, OwnedRow.Key incident, Answer answer) {
        long now = DatabaseClock.now(em);
        boolean stored = em.createQuery(ANSWER)
                        .setParameter("answer", answer)
                        .setParameter("replaced", answer.replaces())
                        .setParameter("now", now)
                        .setParameter("id", incident.rowId())
                        .setParameter("realmId", incident.realmId())
                        .executeUpdate()
                == 1;
        if (stored) {
            webhooks.answered(em, em.find(IncidentEntity.class, incident).toListed(null), now);
        }
        return stored;
    }

    @Override
    public List<String> dueActions(String realmId, String userId) {
        return database.transactAside(em -> em.createQuery(DUE, String.class)
                .setParameter("userId", userId)
                .setParameter("realmId", realmId)
                .getResultList());
    }

    @Override
    public void actionTaken(String realmId, String userId, String action) {
        database.transactAside(em -> em.createQuery(TAKEN)
                .setParameter("userId", userId)
                .setParameter("realmId", realmId)
                .setParameter("action", action)
                .executeUpdate());
    }
}
