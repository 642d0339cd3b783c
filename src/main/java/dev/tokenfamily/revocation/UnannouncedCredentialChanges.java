package dev.tokenfamily.revocation;

import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.revocation.ModelChange.CredentialOwner;
import java.util.List;
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

    /**
     * For one server.
     *
     * @param store for one piece of work
     * @param policies of a realm, as a session sees them
     * @param revokedFamilies is told in which realm, by its id, how many families were revoked
     * @param unreadable is told in which realm it cannot be read what a policy ends, which ends then: by its name, or by its id
     *     where not even that can be read
     */
    public UnannouncedCredentialChanges(
            KeycloakSessionFactory factory,
            Supplier<FamilyStore> store,
            Function<KeycloakSession, Function<RealmModel, CredentialChangePolicy>> policies,
            ObjIntConsumer<String> revokedFamilies,
            Consumer<String> unreadable) {
        this.factory = factory;
        this.store = store;
        this.policies = policies;
        this.revokedFamilies = revokedFamilies;
        this.unreadable = unreadable;
    }

    /** Ends what ends with it, once the transaction in hand has committed; unless an event has told of it by then. */
    void in(CredentialOwner owner, TransactionCompletionCallbacks transaction) {
        @Nullable KeycloakSession request = KeycloakSessionUtil.getKeycloakSession();
        long startedBefore = isLogin(request) ? Time.currentTimeSeconds() : Long.MAX_VALUE;
        Runnable end = () -> {
            if (request == null || !CredentialChanges.seenIn(request, owner.userId())) {
                end(owner, startedBefore);
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

    /** Then the user may be logged in by the same request. */
    private static boolean isLogin(@Nullable KeycloakSession request) {
        return request != null && request.getContext().getAuthenticationSession() != null;
    }

    /** Client sessions that have begun since that time, epoch seconds, are left. */
    void end(CredentialOwner owner, long startedBefore) {
        List<SelectionRevocation> ended;
        try {
            ended = KeycloakModelUtils.runJobInTransactionWithResult(
                    factory, session -> ended(session, owner, startedBefore));
        } catch (RuntimeException | LinkageError e) {
            // Hibernate, the pool, JTA, Infinispan and Keycloak each throw their own; a later Keycloak may lack what is
            // called
            endAll(owner, e);
            return;
        }
        try {
            ended.forEach(this::revoke);
        } catch (StoreUnavailableException e) {
            mayLiveOn(owner, e);
        }
    }

    private void revoke(SelectionRevocation revocation) {
        revokedFamilies.accept(revocation.selection().realmId(), revocation.in(store.get()));
    }

    /** Of that user, since it cannot be read which of them end. */
    private void endAll(CredentialOwner owner, Throwable unread) {
        try {
            @Nullable
            String realmId = owner.realmId() == null
                    ? KeycloakModelUtils.runJobInTransactionWithResult(
                            factory, session -> realmOf(session, owner.userId()))
                    : owner.realmId();
            if (realmId != null) {
                unreadable.accept(realmId);
                revoke(WidestRevocation.ofUser(realmId, owner.userId()));
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

    private List<SelectionRevocation> ended(KeycloakSession session, CredentialOwner owner, long startedBefore) {
        @Nullable String realmId = owner.realmId() == null ? realmOf(session, owner.userId()) : owner.realmId();
        @Nullable RealmModel realm = realmId == null ? null : session.realms().getRealm(realmId);
        if (realm == null) {
            return List.of(); // removed with all that was there
        }
        session.getContext().setRealm(realm);
        Caution caution = new Caution(() -> unreadable.accept(realm.getName()));
        return new CredentialChanges(session, CautiousPolicy.of(policies.apply(session), caution))
                .startedBefore(startedBefore, realm, owner.userId());
    }

    private static @Nullable String realmOf(KeycloakSession session, String userId) {
        @Nullable
        UserEntity user = session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .find(UserEntity.class, userId);
        return user == null ? null : user.getRealmId();
    }
}
