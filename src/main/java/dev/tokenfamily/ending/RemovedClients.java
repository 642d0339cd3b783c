package dev.tokenfamily.ending;

import dev.tokenfamily.family.FamilyQueries;
import dev.tokenfamily.family.FamilyQueries.FamilyFilter;
import dev.tokenfamily.family.FamilyQueries.Page;
import dev.tokenfamily.family.FamilyQueries.Trace;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.History;
import dev.tokenfamily.history.Reach;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientModel.ClientRemovedEvent;
import org.keycloak.models.RealmModel.RealmRemovedEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Records that a client was removed whose users had families: everything else of the client goes, so that this is of its realm,
 * and says the {@code client_id}.
 */
public final class RemovedClients implements ProviderEventListener {

    private static final Logger LOG = Logger.getLogger(RemovedClients.class);

    private static final Page ANY = new Page(0, 1);

    private final History history;
    private final FamilyQueries families;

    /** Records there, and asks there whether a client has families. */
    public RemovedClients(History history, FamilyQueries families) {
        this.history = history;
        this.families = families;
    }

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof RealmRemovedEvent e) { // of all of its clients too, one by one
            RequestEnds.of(e.getKeycloakSession(), history).forget();
        } else if (event instanceof ClientRemovedEvent e && hasFamilies(e.getClient())) {
            Reach realm = Reach.ofRealm(e.getClient().getRealm().getId());
            End end = End.of(Time.currentTimeMillis(), Cause.CLIENT_REMOVED, realm, Actor.UNKNOWN)
                    .withDetail(e.getClient().getClientId());
            RequestEnds.of(e.getKeycloakSession(), history).note(end);
        }
    }

    private boolean hasFamilies(ClientModel client) {
        Selection selection = Selection.ofClient(client.getRealm().getId(), client.getId());
        try {
            return !families.list(new FamilyFilter(selection, null, Trace.ANY), ANY)
                    .isEmpty();
        } catch (StoreUnavailableException e) {
            LOG.debug("Nobody knows whether a removed client had families", e);
            return true;
        }
    }
}
