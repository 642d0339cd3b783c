package dev.tokenfamily.store.webhook;

import dev.tokenfamily.history.End;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.outbox.NewEntry;
import dev.tokenfamily.webhook.EndMessages;
import dev.tokenfamily.webhook.Endpoint;
import dev.tokenfamily.webhook.Endpoints;
import dev.tokenfamily.webhook.EventType;
import dev.tokenfamily.webhook.IncidentMessages;
import dev.tokenfamily.webhook.InvalidWebhooksException;
import dev.tokenfamily.webhook.Message;
import dev.tokenfamily.webhook.Names;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Queues what the receivers of a realm are told, in the transaction that writes what it is about: one entry for each receiver. A realm
 * without webhooks costs one query of its attribute, and a server that allows none nothing.
 */
public final class WebhookQueue {

    private static final Logger LOG = Logger.getLogger(WebhookQueue.class);

    private static final String ENDPOINTS =
            "select a.value, a.realm.name from RealmAttributeEntity a where a.realm.id = :realmId and a.name = :name";

    private static final String CLIENT_ID =
            "select c.clientId from ClientEntity c where c.id = :id and c.realmId = :realmId";

    private final boolean allowed;

    /** Of a server that allows webhooks, or queues nothing. */
    public WebhookQueue(boolean allowed) {
        this.allowed = allowed;
    }

    /** An incident was recorded. Called once for each. */
    public void recorded(EntityManager em, ListedIncident incident) {
        tell(
                em,
                EventType.INCIDENT,
                incident,
                Long.toString(incident.at()),
                names -> IncidentMessages.recorded(incident, names));
    }

    /** An admin has given an incident another state. */
    public void decided(EntityManager em, ListedIncident incident) {
        tell(em, EventType.INCIDENT_STATE, incident, once(), names -> IncidentMessages.decided(incident, names));
    }

    /**
     * A user has answered.
     *
     * @param at when, in epoch seconds
     */
    public void answered(EntityManager em, ListedIncident incident, long at) {
        tell(em, EventType.INCIDENT_ANSWER, incident, once(), names -> IncidentMessages.answered(incident, at, names));
    }

    /**
     * Something has ended.
     *
     * @param id of its row
     */
    public void ended(EntityManager em, String id, End end) {
        if (allowed && EndMessages.tells(end.cause())) {
            String realmId = end.reach().realmId();
            find(em, realmId, EventType.END).ifPresent(told -> EndMessages.ended(
                            id, end, named(em, told, realmId, end.reach().clientId()))
                    .ifPresent(message -> enqueue(em, message, id, told.endpoints())));
        }
    }

    /** Whether this server allows webhooks. */
    public boolean allowed() {
        return allowed;
    }

    /** What can happen several times to one incident. */
    private static String once() {
        return UUID.randomUUID().toString();
    }

    private void tell(
            EntityManager em, EventType type, ListedIncident incident, String time, Function<Names, Message> message) {
        if (allowed) {
            String realmId = incident.incident().owner().realmId();
            String clientId = incident.incident().owner().clientId();
            find(em, realmId, type)
                    .ifPresent(told -> enqueue(
                            em,
                            message.apply(named(em, told, realmId, clientId)),
                            incident.id() + " " + time,
                            told.endpoints()));
        }
    }

    /** Who is told. */
    private record Told(String realmName, List<Endpoint> endpoints) {}

    /** Empty where nobody is. What cannot be read is shown to whoever looks at the configuration. */
    private static Optional<Told> find(EntityManager em, String realmId, EventType type) {
        List<Object[]> found = em.createQuery(ENDPOINTS, Object[].class)
                .setParameter("realmId", realmId)
                .setParameter("name", Endpoints.ATTRIBUTE)
                .getResultList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try {
            List<Endpoint> wanting = Endpoints.parse((String) found.get(0)[0]).list().stream()
                    .filter(endpoint -> endpoint.wants(type))
                    .toList();
            return wanting.isEmpty() ? Optional.empty() : Optional.of(new Told((String) found.get(0)[1], wanting));
        } catch (InvalidWebhooksException e) {
            LOG.warnf(
                    "Nothing is told by the webhooks of the realm %s: %s",
                    LogField.of(realmId), LogField.of(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Names named(EntityManager em, Told told, String realmId, @Nullable String clientId) {
        return new Names(
                told.realmName(),
                clientId == null
                        ? null
                        : em.createQuery(CLIENT_ID, String.class)
                                .setParameter("id", clientId)
                                .setParameter("realmId", realmId)
                                .getResultStream()
                                .findFirst()
                                .orElse(null));
    }

    private static void enqueue(EntityManager em, Message message, String about, List<Endpoint> endpoints) {
        for (Endpoint endpoint : endpoints) {
            new NewEntry(
                            Message.QUEUE,
                            message.type().type(),
                            message.realmId(),
                            message.userId(),
                            endpoint.id() + " " + message.type().text() + " " + about,
                            message.payload())
                    .enqueue(em, endpoint.id());
        }
    }
}
