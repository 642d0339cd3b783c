package dev.tokenfamily.notice;

import dev.tokenfamily.incident.Channel;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentKind;
import dev.tokenfamily.incident.IncidentNotice;
import dev.tokenfamily.log.LogField;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.ssf.Ssf;
import org.keycloak.ssf.event.InitiatingEntity;
import org.keycloak.ssf.event.caep.CaepSessionRevoked;
import org.keycloak.ssf.subject.ComplexSubjectId;
import org.keycloak.ssf.subject.IssuerSubjectId;
import org.keycloak.ssf.subject.OpaqueSubjectId;
import org.keycloak.ssf.transmitter.SsfTransmitter;
import org.keycloak.ssf.transmitter.SsfTransmitterProvider;
import org.keycloak.ssf.transmitter.emit.EmitEventResult;
import org.keycloak.ssf.transmitter.emit.EmitEventStatus;
import org.keycloak.ssf.transmitter.stream.StreamConfig;

/**
 * Tells other systems that a session is not to be trusted any more: CAEP {@code session-revoked}, by Keycloak's Shared Signals
 * transmitter, to every receiver whose stream wants it. Loaded only where that feature is enabled.
 */
public final class RevocationSignal implements IncidentMessenger {

    private static final Logger LOG = Logger.getLogger(RevocationSignal.class);

    @Override
    public Channel channel() {
        return Channel.SIGNAL;
    }

    @Override
    public Supplier<OutboxDeliveryResult> prepare(
            KeycloakSession session, RealmModel realm, IncidentNotice notice, OutboxEntryEntity entry) {
        OutboxDeliveryResult result = signal(session, realm, notice);
        return () -> result;
    }

    private static OutboxDeliveryResult signal(KeycloakSession session, RealmModel realm, IncidentNotice notice) {
        if (!Ssf.isTransmitterEnabled(realm)) {
            return OutboxDeliveryResult.delivered();
        }
        if (notice.realmUrl() == null) {
            return OutboxDeliveryResult.deadLetter(
                    "Neither the server's hostname nor the realm's frontend URL is configured");
        }
        SsfTransmitterProvider transmitter = SsfTransmitter.of(session);
        for (StreamConfig stream : transmitter.streamStore().findStreamsForSsfReceiverClients()) {
            emit(transmitter, realm.getClientByClientId(stream.getClientClientId()), notice, notice.realmUrl());
        }
        return OutboxDeliveryResult.delivered();
    }

    private static void emit(
            SsfTransmitterProvider transmitter, ClientModel receiver, IncidentNotice notice, String issuer) {
        Incident incident = notice.listed().incident();
        EmitEventResult result = transmitter
                .eventEmitterService()
                .emit(receiver, CaepSessionRevoked.TYPE, subject(incident, issuer), event(notice));
        if (result.status() == EmitEventStatus.DISPATCHED) {
            LOG.debugf(
                    "Incident %s is signalled to %s as %s",
                    notice.listed().id(), LogField.of(receiver.getClientId()), result.jti());
        } else {
            LOG.infof(
                    "Incident %s is not signalled to %s: %s %s",
                    notice.listed().id(),
                    LogField.of(receiver.getClientId()),
                    result.status().wireValue(),
                    LogField.of(result.message()));
        }
    }

    /** Whom the signal is about (RFC 9493): the user by issuer and subject, and the session by its id. */
    static ComplexSubjectId subject(Incident incident, String issuer) {
        IssuerSubjectId user = new IssuerSubjectId();
        user.setIss(issuer);
        user.setSub(incident.owner().userId());
        OpaqueSubjectId userSession = new OpaqueSubjectId();
        userSession.setId(incident.owner().sessionId());
        ComplexSubjectId subject = new ComplexSubjectId();
        subject.setUser(user);
        subject.setSession(userSession);
        return subject;
    }

    /** When, by whom and why the session was revoked (OpenID CAEP 1.0). */
    static Map<String, Object> event(IncidentNotice notice) {
        Incident incident = notice.listed().incident();
        String what = incident.kind().equals(IncidentKind.ORIGIN_CHANGE.text())
                ? "A refresh token was used in a new place"
                : "A superseded refresh token was used again";
        String reason = what + " (" + incident.kind() + "). Revoked: " + incident.scope();
        return Map.of(
                "event_timestamp", notice.listed().at(),
                "initiating_entity", InitiatingEntity.POLICY.getCode(),
                "reason_admin", Map.of("en", reason));
    }
}
