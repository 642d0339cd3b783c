package dev.tokenfamily.revocation;

import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.revocation.ModelChange.CredentialOwner;
import dev.tokenfamily.revocation.Revocation.SelectionRevocation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.ObjIntConsumer;
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

    /**
     * Serves all requests of one server.
     *
     * @param store gives the store for one piece of work
     * @param credentials ends what ends with a credential
     * @param revokedFamilies is told in which realm, by its id, how many families were revoked
     */
    public ModelListener(
            Supplier<FamilyStore> store,
            UnannouncedCredentialChanges credentials,
            ObjIntConsumer<String> revokedFamilies) {
        this.store = store;
        this.credentials = credentials;
        this.revokedFamilies = revokedFamilies;
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
            end(event.getEntity(), event.getSession());
        }
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        if (ModelChange.matters(event)) {
            end(event.getEntity(), event.getSession());
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

    private void end(Object row, SharedSessionContractImplementor hibernate) {
        for (SelectionRevocation revocation : ModelChange.endedBy(row)) {
            BeforeCompletionCallback before = session -> revoke(revocation);
            AfterCompletionCallback after = (committed, session) -> revokeOnceMore(committed, revocation);
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
