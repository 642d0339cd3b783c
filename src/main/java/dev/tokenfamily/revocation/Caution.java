package dev.tokenfamily.revocation;

import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakTransactionManager;

/**
 * What holds where something cannot be read that decides whether families end: they do. Keycloak swallows what a listener
 * throws, so that a listener which merely failed would leave alive what was to end.
 */
final class Caution {

    private static final Logger LOG = Logger.getLogger(Caution.class);

    private final Runnable counted;

    /** Tells of everything that cannot be read. */
    Caution(Runnable counted) {
        this.counted = counted;
    }

    /**
     * What is read, or else what is to be assumed.
     *
     * @param what for people
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
     * @param request by its transactions
     */
    void orRollBack(KeycloakTransactionManager request, Runnable preparation) {
        try {
            preparation.run();
        } catch (RuntimeException | LinkageError e) { // not even the widest revocation could be prepared
            request.setRollbackOnly();
            LOG.error("It cannot be prepared what ends with a request, so the request is rolled back", e);
            counted.run();
        }
    }
}
