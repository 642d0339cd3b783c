package dev.tokenfamily.revocation;

import dev.tokenfamily.log.LogField;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * What holds where something cannot be read that decides whether families end: they do. Keycloak swallows what a listener
 * throws, so that a listener which merely failed would leave alive what was to end.
 */
final class Caution {

    private static final Logger LOG = Logger.getLogger(Caution.class);

    private final Runnable counted;

    /** Calls that for everything that cannot be read. */
    Caution(Runnable counted) {
        this.counted = counted;
    }

    /**
     * Reads something; where that fails, the log says so, and it is counted.
     *
     * @param what is read, for people
     * @param otherwise what is to be assumed then
     */
    <T> T read(String what, Supplier<T> reading, Supplier<T> otherwise) {
        try {
            return reading.get();
        } catch (RuntimeException | LinkageError e) { // of Keycloak, of its providers, of a version we do not know
            LOG.errorf(e, "%s cannot be read, so all token families end that it may concern", what);
            counted.run();
            return otherwise.get();
        }
    }

    /**
     * Prepares what ends with a request, or rolls the request back: then nothing ends of which the families would not know.
     *
     * @param request its transactions
     */
    void prepareOrRollBack(KeycloakTransactionManager request, Runnable preparation) {
        try {
            preparation.run();
        } catch (RuntimeException | LinkageError e) { // not even the widest revocation could be prepared
            request.setRollbackOnly();
            LOG.error("It cannot be prepared what ends with a request, so the request is rolled back", e);
            counted.run();
        }
    }

    /** The policies of realms, of which those that cannot be read end the families of all clients. */
    Function<RealmModel, CredentialChangePolicy> guard(Function<RealmModel, CredentialChangePolicy> policies) {
        return realm -> new CautiousPolicy(realm, () -> policies.apply(realm), this);
    }

    /** A policy that ends the families of all clients of whom it cannot be read whether it does. It is read once. */
    static final class CautiousPolicy implements CredentialChangePolicy {

        private final RealmModel realm;
        private final Supplier<CredentialChangePolicy> policy;
        private final Caution caution;
        private @Nullable CredentialChangePolicy known;

        CautiousPolicy(RealmModel realm, Supplier<CredentialChangePolicy> policy, Caution caution) {
            this.realm = realm;
            this.policy = policy;
            this.caution = caution;
        }

        @Override
        public boolean inUse() {
            return caution.read(
                    "Whether a client policy of realm " + LogField.of(realm.getId()) + " cares for credentials",
                    () -> known().inUse(),
                    () -> true);
        }

        private CredentialChangePolicy known() {
            CredentialChangePolicy read = known == null ? policy.get() : known;
            known = read;
            return read;
        }

        @Override
        public boolean appliesTo(ClientModel client, UserModel user) {
            return caution.read(
                    "Which client policies of realm " + LogField.of(realm.getId()) + " apply to client "
                            + LogField.of(client.getId()),
                    () -> known().appliesTo(client, user),
                    () -> true);
        }
    }
}
