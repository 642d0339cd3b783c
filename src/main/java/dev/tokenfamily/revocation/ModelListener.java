package dev.tokenfamily.revocation;

import dev.tokenfamily.ending.RequestEnds;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.History;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.revocation.ModelChange.CredentialOwner;
import dev.tokenfamily.revocation.Revocation.SelectionRevocation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.BeforeCompletionCallback;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * Hears from Hibernate what has changed in Keycloak's own tables. Not every change sends an event (a workflow disables users, a
 * client is disabled by its registration, a password comes with an update of the user), and what an event says of a request
 * is how it was spelled. A row says what is.
 *
 * <p>The families end as the change is committed, and its transaction fails if they cannot; and once more after it, for a
 * first refresh that has found everything as it was.
 */
public final class ModelListener implements PostInsertEventListener, PostUpdateEventListener, PostDeleteEventListener {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = Logger.getLogger(ModelListener.class);

    private final transient Supplier<FamilyStore> store;
    private final transient UnannouncedCredentialChanges credentials;
    private final transient ObjIntConsumer<String> revokedFamilies;
    private final transient Supplier<History> history;

    /**
     * Serves all requests of one server.
     *
     * @param store gives the store for one piece of work
     * @param credentials ends what ends with a credential
     * @param revokedFamilies is told in which realm, by its id, how many families were revoked
     * @param history where is recorded what ends
     */
    public ModelListener(
            Supplier<FamilyStore> store,
            UnannouncedCredentialChanges credentials,
            ObjIntConsumer<String> revokedFamilies,
            Supplier<History> history) {
        this.store = store;
        this.credentials = credentials;
        this.revokedFamilies = revokedFamilies;
        this.history = history;
    }

    /** Hears of all changes from now on. */
    public void listenTo(SessionFactoryImplementor hibernate) {
        EventListenerRegistry registry = hibernate.getEventEngine().getListenerRegistry();
        registry.appendListeners(EventType.POST_INSERT, this);
        registry.appendListeners(EventType.POST_UPDATE, this);
        registry.appendListeners(EventType.POST_DELETE, this);
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        if (ModelChange.mattersWhenNew(event.getEntity())) {
            end(event.getEntity(), event.getSession(), reason -> true);
        }
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        if (ModelChange.matters(event)) {
            end(event.getEntity(), event.getSession(), ModelChange.began(event)::contains);
        }
        ModelChange.changedPassword(event).ifPresent(owner -> changed(owner, event.getSession()));
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        ModelChange.lostCredential(event.getEntity()).ifPresent(owner -> changed(owner, event.getSession()));
    }

    private void changed(CredentialOwner owner, SharedSessionContractImplementor hibernate) {
        credentials.endAfter(owner, hibernate.getTransactionCompletionCallbacks());
    }

    /** Ends what that row says, and records what began with this change. */
    private void end(Object row, SharedSessionContractImplementor hibernate, Predicate<RevocationReason> beginsWithIt) {
        @Nullable KeycloakSession request = KeycloakSessionUtil.getKeycloakSession();
        for (SelectionRevocation revocation : ModelChange.endedBy(row)) {
            BeforeCompletionCallback before = session -> revoke(revocation);
            AfterCompletionCallback after = (committed, session) -> {
                revokeOnceMore(committed, revocation);
                if (committed && beginsWithIt.test(revocation.reason())) {
                    End end = RecordedEnds.end(Time.currentTimeMillis(), revocation);
                    RequestEnds.tell(request, history.get(), end);
                }
            };
            hibernate.getTransactionCompletionCallbacks().registerCallback(before);
            hibernate.getTransactionCompletionCallbacks().registerCallback(after);
        }
    }

    private void revokeOnceMore(boolean committed, SelectionRevocation revocation) {
        if (!committed) {
            return;
        }
        try {
            revoke(revocation);
        } catch (StoreUnavailableException e) {
            LOG.warnf(
                    e,
                    "A refresh in flight may have escaped a revocation of %s",
                    LogField.of(revocation.selection().toString()));
        }
    }

    /** On a thread of its own, since this one is in the middle of a commit, and the store begins and commits as well. */
    private void revoke(SelectionRevocation revocation) {
        try {
            int families = CompletableFuture.supplyAsync(
                            () -> revocation.revokeIn(store.get()),
                            work -> new Thread(work, "token-family-model").start())
                    .join();
            revokedFamilies.accept(revocation.selection().realmId(), families);
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreUnavailableException failure) {
                throw failure;
            }
            throw e;
        }
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }
}
