package dev.tokenfamily.ending;

import dev.tokenfamily.family.FamilyQueries;
import dev.tokenfamily.family.FamilyQueries.FamilyFilter;
import dev.tokenfamily.family.FamilyQueries.Page;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.History;
import dev.tokenfamily.history.Reach;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientModel.ClientRemovedEvent;
import org.keycloak.models.RealmModel.RealmRemovedEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Records that a client was removed: of each user who has families at it, which part of which session went, and only there.
 * Nothing else is left of the client, so that this says the {@code client_id}.
 */
public final class RemovedClients implements ProviderEventListener {

    private static final Logger LOG = Logger.getLogger(RemovedClients.class);

    /** So many families are told of, the newest: one removal is not to fill the queue of the history. */
    private static final Page TOLD = new Page(0, 1_000);

    private final History history;
    private final FamilyQueries families;

    /** Records there, and asks there which families a client has. */
    public RemovedClients(History history, FamilyQueries families) {
        this.history = history;
        this.families = families;
    }

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof RealmRemovedEvent e) { // of all of its clients too, one by one
            RequestEnds.of(e.getKeycloakSession(), history).forget();
        } else if (event instanceof ClientRemovedEvent e) {
            long now = Time.currentTimeMillis();
            String name = e.getClient().getClientId();
            RequestEnds request = RequestEnds.of(e.getKeycloakSession(), history);
            parts(e.getClient())
                    .map(part -> End.of(now, Cause.CLIENT_REMOVED, part, Actor.UNKNOWN)
                            .withDetail(name))
                    .forEach(request::note);
        }
    }

    /** The client's parts of the sessions in which it has families. */
    private Stream<Reach> parts(ClientModel client) {
        Selection selection = Selection.ofClient(client.getRealm().getId(), client.getId());
        try {
            return families.list(new FamilyFilter(selection, null), TOLD).stream()
                    .map(listed -> Reach.ofClientSession(listed.family().owner()))
                    .distinct();
        } catch (StoreUnavailableException e) {
            LOG.warn("That a client was removed is not in the history of its users", e);
            return Stream.empty();
        }
    }
}
