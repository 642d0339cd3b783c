package dev.tokenfamily.notice;

import dev.tokenfamily.incident.Channel;
import dev.tokenfamily.incident.IncidentNotice;
import java.util.function.Supplier;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/**
 * Prepares a realm to demand something of a user at the next interactive login: what triggers it is a required action too,
 * which Keycloak asks at each login once the realm has it registered.
 */
public final class RequiredActionDemand implements IncidentMessenger {

    private static final int LATE = 1000;

    @Override
    public Channel channel() {
        return Channel.REQUIRED_ACTION;
    }

    @Override
    public Supplier<OutboxDeliveryResult> prepare(
            KeycloakSession session, RealmModel realm, IncidentNotice notice, OutboxEntryEntity entry) {
        OutboxDeliveryResult result = demand(realm, notice);
        return () -> result;
    }

    private static OutboxDeliveryResult demand(RealmModel realm, IncidentNotice notice) {
        register(realm);
        String action = notice.requiredAction();
        if (action == null) {
            return OutboxDeliveryResult.delivered(); // somebody was faster
        }
        return IncidentRequiredAction.canBeDone(action, realm)
                ? OutboxDeliveryResult.delivered()
                : OutboxDeliveryResult.deadLetter("The realm has no enabled required action '" + action + "'");
    }

    private static void register(RealmModel realm) {
        if (realm.getRequiredActionProviderByAlias(IncidentRequiredAction.ID) == null) {
            RequiredActionProviderModel own = new RequiredActionProviderModel();
            own.setAlias(IncidentRequiredAction.ID);
            own.setProviderId(IncidentRequiredAction.ID);
            own.setName(IncidentRequiredAction.NAME);
            own.setEnabled(true);
            own.setDefaultAction(false);
            own.setPriority(LATE);
            realm.addRequiredActionProvider(own);
        }
    }
}
