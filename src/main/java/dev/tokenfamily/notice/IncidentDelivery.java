package dev.tokenfamily.notice;

import dev.tokenfamily.incident.Incidents;
import dev.tokenfamily.incident.Incidents.Told;
import dev.tokenfamily.notice.Telling.Done;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.events.outbox.OutboxStore;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.services.Urls;
import org.keycloak.urls.HostnameProvider;

/** Hands a messenger the incident that an entry in Keycloak's outbox stands for. */
public final class IncidentDelivery {

    private final Incidents incidents;
    private final Messenger messenger;

    /** Of what is queued for this messenger. */
    public IncidentDelivery(Incidents incidents, Messenger messenger) {
        this.incidents = incidents;
        this.messenger = messenger;
    }

    String entryKind() {
        return messenger.channel().queue();
    }

    Telling tell(KeycloakSession session, String entryId) {
        @Nullable OutboxEntryEntity entry = new OutboxStore(session).findById(entryId);
        @Nullable RealmModel realm = entry == null ? null : session.realms().getRealm(entry.getRealmId());
        if (entry == null || realm == null) {
            return new Done(OutboxDeliveryResult.orphaned("The realm is not there any more"));
        }
        session.getContext().setRealm(realm);
        return incidents
                .find(realm.getId(), entry.getCorrelationId())
                .map(told -> tell(session, realm, told, entry))
                .orElseGet(() -> new Done(OutboxDeliveryResult.orphaned("The incident is not there any more")));
    }

    /** Even a picture in a mail must not come from where a thief said that the server is. */
    private Telling tell(KeycloakSession session, RealmModel realm, Told told, OutboxEntryEntity entry) {
        Optional<URI> address = PublicAddress.of(session.getProvider(HostnameProvider.class), realm, told.realmUrl());
        session.getContext().setHttpRequest(PastRequest.at(address.orElse(PublicAddress.NOWHERE)));
        Told reachable = told.at(
                address.map(server -> Urls.realmIssuer(server, realm.getName())).orElse(null));
        return messenger.tell(session, realm, reachable, entry);
    }

    /** This is what becomes of the entry, which is as it was before. */
    void ended(KeycloakSession session, OutboxEntryEntity entry, OutboxDeliveryResult result) {
        @Nullable RealmModel realm = session.realms().getRealm(entry.getRealmId());
        if (realm != null) {
            messenger.ended(realm, entry, result);
        }
    }
}
