package dev.tokenfamily.notice;

import dev.tokenfamily.incident.Channel;
import dev.tokenfamily.incident.Incidents.Told;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/**
 * Prepares a realm to demand something of a user at the next interactive login: what triggers it is a required action too,
 * which Keycloak asks at each login once the realm has it registered.
 */
public final class RequiredActionDemand implements Messenger {

    private static final int LATE = 1000;

    @Override
    public Channel channel() {
        return Channel.REQUIRED_ACTION;
    }

    @Override
    public Telling tell(KeycloakSession session, RealmModel realm, Told told, OutboxEntryEntity entry) {
        return new Telling.Done(demand(realm, told));
    }

    private static OutboxDeliveryResult demand(RealmModel realm, Told told) {
        register(realm);
        String action = told.requiredAction();
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
