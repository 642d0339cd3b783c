package dev.tokenfamily.revocation;

import dev.tokenfamily.ending.RequestEnds;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.History;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.revocation.ModelChange.CredentialOwner;
import dev.tokenfamily.revocation.Revocation.SelectionRevocation;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.hibernate.engine.spi.TransactionCompletionCallbacks;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.UserEntity;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * Another password, or a lost credential, of which no event tells: it came with an update of the user, or by an interface
 * that sends none. What ends is the same, but after the change has been committed.
 */
public final class UnannouncedCredentialChanges {

    private static final Logger LOG = Logger.getLogger(UnannouncedCredentialChanges.class);

    private final KeycloakSessionFactory factory;
    private final Supplier<FamilyStore> store;
    private final Function<KeycloakSession, Function<RealmModel, CredentialChangePolicy>> policies;
    private final ObjIntConsumer<String> revokedFamilies;
    private final Consumer<String> unreadable;
    private final Supplier<History> history;

    /**
     * Serves all requests of one server.
     *
     * @param store gives the store for one piece of work
     * @param policies of a realm, as a session sees them
     * @param revokedFamilies is told in which realm, by its id, how many families were revoked
     * @param unreadable is told in which realm it cannot be read what a policy ends, which ends then: by its name, or by its id
     *     where not even that can be read
     * @param history where is recorded what ends
     */
    public UnannouncedCredentialChanges(
            KeycloakSessionFactory factory,
            Supplier<FamilyStore> store,
            Function<KeycloakSession, Function<RealmModel, CredentialChangePolicy>> policies,
            ObjIntConsumer<String> revokedFamilies,
            Consumer<String> unreadable,
            Supplier<History> history) {
        this.factory = factory;
        this.store = store;
        this.policies = policies;
        this.revokedFamilies = revokedFamilies;
        this.unreadable = unreadable;
        this.history = history;
    }

    /**
     * Ends what ends with a credential, once the transaction that changes it has been committed; unless an event has told of
     * the change by then ({@link CredentialChanges#seenIn}).
     */
    void endAfter(CredentialOwner owner, TransactionCompletionCallbacks transaction) {
        @Nullable KeycloakSession request = KeycloakSessionUtil.getKeycloakSession();
        long startedBefore = isLogin(request) ? Time.currentTimeSeconds() : Long.MAX_VALUE;
        Runnable end = () -> {
            if (request == null || !CredentialChanges.seenIn(request, owner.userId())) {
                end(owner, startedBefore, request);
            }
        };
        if (request == null || !AfterRequest.add(request, end)) {
            AfterCompletionCallback after = (committed, session) -> {
                if (committed) { // whose connection is still held here, so that nobody may wait for another one
                    new Thread(end, "token-family-credentials").start();
                }
            };
            transaction.registerCallback(after);
        }
    }

    /**
     * Keeps room in a request for what is to be done after it ({@link #endAfter}), once; without effect where its commit has
     * begun.
     */
    static void keepRoomIn(KeycloakSession request) {
        AfterRequest.keepRoom(request);
    }

    /** Whether the user may be logged in by the same request. */
    private static boolean isLogin(@Nullable KeycloakSession request) {
        return request != null && request.getContext().getAuthenticationSession() != null;
    }

    /**
     * Ends what ends with a credential, in a transaction of its own. What fails is told in the log: whoever changed the
     * credential has his answer already.
     *
     * @param startedBefore epoch seconds; client sessions that have begun since are left
     * @param request that changed it; null where it was none
     */
    void end(CredentialOwner owner, long startedBefore, @Nullable KeycloakSession request) {
        List<SelectionRevocation> ended;
        try {
            ended = KeycloakModelUtils.runJobInTransactionWithResult(
                    factory, session -> endSessions(session, owner, startedBefore));
        } catch (RuntimeException | LinkageError e) {
            // Hibernate, the pool, JTA, Infinispan and Keycloak each throw their own; a later Keycloak may lack what is
            // called
            endAll(owner, e, request);
            return;
        }
        try {
            ended.forEach(revocation -> revoke(revocation, request));
        } catch (StoreUnavailableException e) {
            mayLiveOn(owner, e);
        }
    }

    private void revoke(SelectionRevocation revocation, @Nullable KeycloakSession request) {
        revokedFamilies.accept(revocation.selection().realmId(), revocation.revokeIn(store.get()));
        End end = RecordedEnds.end(Time.currentTimeMillis(), revocation);
        RequestEnds.tell(request, history.get(), end);
    }

    /** All families of that user, since it cannot be read which of them end. */
    private void endAll(CredentialOwner owner, Throwable unread, @Nullable KeycloakSession request) {
        try {
            @Nullable
            String realmId = owner.realmId() == null
                    ? KeycloakModelUtils.runJobInTransactionWithResult(
                            factory, session -> realmOf(session, owner.userId()))
                    : owner.realmId();
            if (realmId != null) {
                unreadable.accept(realmId);
                revoke(WidestRevocation.ofUser(realmId, owner.userId()), request);
                LOG.errorf(
                        unread,
                        "User %s has other credentials, and what ends with that cannot be read, so all token families of the"
                                + " user end",
                        LogField.of(owner.userId()));
            }
        } catch (RuntimeException | LinkageError e) {
            e.addSuppressed(unread);
            mayLiveOn(owner, e);
        }
    }

    private static void mayLiveOn(CredentialOwner owner, Throwable failure) {
        LOG.errorf(
                failure,
                "User %s has other credentials, but what should have ended with that may live on. End it by hand",
                LogField.of(owner.userId()));
    }

    private List<SelectionRevocation> endSessions(KeycloakSession session, CredentialOwner owner, long startedBefore) {
        @Nullable String realmId = owner.realmId() == null ? realmOf(session, owner.userId()) : owner.realmId();
        @Nullable RealmModel realm = realmId == null ? null : session.realms().getRealm(realmId);
        if (realm == null) {
            return List.of(); // removed with all that was there
        }
        session.getContext().setRealm(realm);
        Caution caution = new Caution(() -> unreadable.accept(realm.getName()));
        return new CredentialChanges(session, caution.guard(policies.apply(session)))
                .endStartedBefore(startedBefore, realm, owner.userId());
    }

    private static @Nullable String realmOf(KeycloakSession session, String userId) {
        @Nullable
        UserEntity user = session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .find(UserEntity.class, userId);
        return user == null ? null : user.getRealmId();
    }

    /**
     * What is to be done once the transaction of a request has been committed, and before the request is answered. Hibernate
     * writes most rows as the commit begins, and then Keycloak takes nothing more to be done after it; so room is kept before.
     */
    private static final class AfterRequest extends AbstractKeycloakTransaction {

        private static final String ATTRIBUTE = "token-family.after-request";

        private final Queue<Runnable> work = new ArrayDeque<>();

        private AfterRequest() {}

        /** Keeps room in that request; without effect where its commit has begun. */
        static void keepRoom(KeycloakSession request) {
            if (request.getAttribute(ATTRIBUTE) != null) {
                return;
            }
            AfterRequest after = new AfterRequest();
            try {
                request.getTransactionManager().enlistAfterCompletion(after);
                request.setAttribute(ATTRIBUTE, after);
            } catch (IllegalStateException e) { // its commit has begun
                LOG.debug("Nothing more can be done after this request", e);
            }
        }

        /** Takes work for when that request has been committed; false where there is no room for any. */
        static boolean add(KeycloakSession request, Runnable more) {
            keepRoom(request);
            AfterRequest after = request.getAttribute(ATTRIBUTE, AfterRequest.class);
            if (after == null || !after.isActive()) {
                return false;
            }
            after.work.add(more);
            return true;
        }

        @Override
        protected void commitImpl() {
            work.forEach(Runnable::run);
        }

        @Override
        protected void rollbackImpl() {
            work.clear(); // nothing was changed
        }
    }
}
