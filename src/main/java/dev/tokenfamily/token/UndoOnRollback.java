package dev.tokenfamily.token;

import dev.tokenfamily.detection.RefreshProtocol;
import dev.tokenfamily.detection.Ruling.Consumption;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.log.LogField;
import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;

/** Gives back what a request consumed, a generation or a retry, if it is rolled back after all. */
final class UndoOnRollback extends AbstractKeycloakTransaction {

    private static final Logger LOG = Logger.getLogger(UndoOnRollback.class);

    private final RefreshProtocol protocol;
    private final Consumption consumed;

    UndoOnRollback(RefreshProtocol protocol, Consumption consumed) {
        this.protocol = protocol;
        this.consumed = consumed;
    }

    @Override
    protected void commitImpl() {
        // the tokens leave
    }

    @Override
    protected void rollbackImpl() {
        try {
            boolean undone = protocol.undo(consumed);
            LOG.debugf(
                    "Request rolled back; what it consumed of generation %d of token family %s %s",
                    consumed.after().generation(),
                    LogField.of(consumed.after().id()),
                    undone ? "is given back" : "stays");
        } catch (StoreUnavailableException e) {
            LOG.warnf(
                    e,
                    "Request rolled back; what it consumed of generation %d of token family %s could not be given back."
                            + " Its client can retry within the grace period",
                    consumed.after().generation(),
                    LogField.of(consumed.after().id()));
        }
    }
}
