package dev.tokenfamily.notice;

import dev.tokenfamily.incident.IncidentNotice;
import dev.tokenfamily.incident.RecordedIncidents;
import dev.tokenfamily.outbox.Messenger;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.services.Urls;
import org.keycloak.urls.HostnameProvider;

/** The entries of the outbox that are about incidents: looks up what an entry is about, and has it told by one channel. */
public final class IncidentNotices implements Messenger {

    private final RecordedIncidents incidents;
    private final IncidentMessenger messenger;

    /** The entries of the channel of that messenger, about incidents that are recorded there. */
    public IncidentNotices(RecordedIncidents incidents, IncidentMessenger messenger) {
        this.incidents = incidents;
        this.messenger = messenger;
    }

    @Override
    public String queue() {
        return messenger.channel().queue();
    }

    @Override
    public Supplier<OutboxDeliveryResult> prepare(KeycloakSession session, RealmModel realm, OutboxEntryEntity entry) {
        return incidents
                .find(realm.getId(), entry.getCorrelationId())
                .map(notice -> messenger.prepare(session, realm, withConfiguredAddress(session, realm, notice), entry))
                .orElseGet(() -> () -> OutboxDeliveryResult.orphaned("The incident is not there any more"));
    }

    /** Even a picture in a mail must not come from where a thief said that the server is. */
    static IncidentNotice withConfiguredAddress(KeycloakSession session, RealmModel realm, IncidentNotice notice) {
        Optional<URI> address = PublicAddress.of(session.getProvider(HostnameProvider.class), realm, notice.realmUrl());
        session.getContext().setHttpRequest(PastRequest.of(address.orElse(PublicAddress.NOWHERE)));
        return notice.withRealmUrl(
                address.map(server -> Urls.realmIssuer(server, realm.getName())).orElse(null));
    }

    @Override
    public void ended(RealmModel realm, OutboxEntryEntity entry, OutboxDeliveryResult result) {
        messenger.ended(realm, entry, result);
    }
}
