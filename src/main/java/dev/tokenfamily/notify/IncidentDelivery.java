package dev.tokenfamily.notify;

import dev.tokenfamily.family.Incidents;
import dev.tokenfamily.family.Incidents.Told;
import java.net.URI;
import java.util.Optional;
import org.keycloak.events.outbox.OutboxDeliveryHandler;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.services.Urls;
import org.keycloak.urls.HostnameProvider;

/** Hands a messenger the incident that an entry in Keycloak's outbox stands for. */
public final class IncidentDelivery implements OutboxDeliveryHandler {

    private final Incidents incidents;
    private final Messenger messenger;

    /** Of what is queued for this messenger. */
    public IncidentDelivery(Incidents incidents, Messenger messenger) {
        this.incidents = incidents;
        this.messenger = messenger;
    }

    @Override
    public String entryKind() {
        return messenger.channel().queue();
    }

    @Override
    public OutboxDeliveryResult deliver(KeycloakSession session, OutboxEntryEntity entry) {
        RealmModel realm = session.realms().getRealm(entry.getRealmId());
        if (realm == null) {
            return OutboxDeliveryResult.orphaned("The realm is not there any more");
        }
        session.getContext().setRealm(realm);
        return incidents
                .find(realm.getId(), entry.getCorrelationId())
                .map(told -> tell(session, realm, told, entry))
                .orElseGet(() -> OutboxDeliveryResult.orphaned("The incident is not there any more"));
    }

    /** Even a picture in a mail must not come from where a thief said that the server is. */
    private OutboxDeliveryResult tell(KeycloakSession session, RealmModel realm, Told told, OutboxEntryEntity entry) {
        Optional<URI> address = PublicAddress.of(session.getProvider(HostnameProvider.class), realm, told.realmUrl());
        session.getContext().setHttpRequest(PastRequest.at(address.orElse(PublicAddress.NOWHERE)));
        Told reachable = told.at(
                address.map(server -> Urls.realmIssuer(server, realm.getName())).orElse(null));
        return messenger.tell(session, realm, reachable, entry);
    }
}
