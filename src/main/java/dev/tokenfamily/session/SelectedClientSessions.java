package dev.tokenfamily.session;

import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.takedown.SelectedTokens.ClientSessions;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionProvider;

/** Ends client sessions a batch at a time, each in a transaction of its own, since a client can have very many. */
public final class SelectedClientSessions implements ClientSessions {

    private static final int BATCH = 100;

    private final KeycloakTransaction transaction;

    /** Over the sessions of this server. */
    public SelectedClientSessions(KeycloakSessionFactory factory) {
        this.transaction = new KeycloakTransaction(factory);
    }

    @Override
    public int count(Selection selection) {
        return inTransaction(
                selection,
                (session, realm) -> ofWholeClient(selection)
                        ? countOf(session.sessions(), realm, realm.getClientById(selection.clientId()))
                        : (int) matching(session, realm, selection).count());
    }

    private static int countOf(UserSessionProvider sessions, RealmModel realm, @Nullable ClientModel client) {
        return client == null
                ? 0
                : (int) (sessions.getActiveUserSessions(realm, client)
                        + sessions.getOfflineSessionsCount(realm, client));
    }

    @Override
    public void end(Selection selection, IntConsumer ended) {
        List<Owner> last = List.of();
        List<Owner> batch = endBatch(selection);
        while (!batch.isEmpty()) {
            if (batch.equals(last)) {
                throw new StoreUnavailableException("Client sessions that were ended are still there");
            }
            ended.accept(batch.size());
            last = batch;
            batch = endBatch(selection);
        }
    }

    /** Ends those that are there at its begin, and no more than a batch of them; returns whose they were. */
    private List<Owner> endBatch(Selection selection) {
        return inTransaction(selection, (session, realm) -> {
            List<Owner> batch = matching(session, realm, selection).limit(BATCH).toList();
            batch.forEach(owner -> new RealmSessions(session, realm).endClientSession(owner));
            return batch;
        });
    }

    private static Stream<Owner> matching(KeycloakSession session, RealmModel realm, Selection selection) {
        if (ofWholeClient(selection)) {
            return ofClient(session.sessions(), realm, realm.getClientById(selection.clientId()));
        }
        return userSessions(session, realm, selection)
                .flatMap(s -> List.copyOf(s.getAuthenticatedClientSessions().keySet()).stream()
                        .map(clientId -> owner(realm, clientId, s)))
                .filter(selection::includes);
    }

    private static Stream<Owner> ofClient(
            UserSessionProvider sessions, RealmModel realm, @Nullable ClientModel client) {
        return client == null
                ? Stream.empty()
                : Stream.concat(
                                sessions.readOnlyStreamUserSessions(realm, client, 0, BATCH),
                                sessions.readOnlyStreamOfflineUserSessions(realm, client, 0, BATCH))
                        .map(userSession -> owner(realm, client.getId(), userSession));
    }

    private static Stream<UserSessionModel> userSessions(
            KeycloakSession session, RealmModel realm, Selection selection) {
        RealmSessions sessions = new RealmSessions(session, realm);
        if (selection.sessionId() != null) {
            return sessions.withId(selection.sessionId()).stream();
        }
        @Nullable UserModel user = session.users().getUserById(realm, selection.userId());
        return user == null ? Stream.empty() : sessions.ofUser(user);
    }

    private static Owner owner(RealmModel realm, String clientId, UserSessionModel userSession) {
        return new Owner(
                realm.getId(), clientId, userSession.getUser().getId(), userSession.getId(), userSession.isOffline());
    }

    private static boolean ofWholeClient(Selection selection) {
        return selection.userId() == null && selection.sessionId() == null;
    }

    private <T> T inTransaction(Selection selection, BiFunction<KeycloakSession, RealmModel, T> work) {
        String realmId = selection.requireMatching().realmId();
        return transaction.call("Client sessions could not be counted or ended", session -> {
            RealmModel realm = session.realms().getRealm(realmId);
            session.getContext().setRealm(realm);
            return work.apply(session, realm);
        });
    }
}
