package dev.tokenfamily.token;

import dev.tokenfamily.detection.RefreshProtocol;
import dev.tokenfamily.detection.Ruling.Advance;
import dev.tokenfamily.family.StoreUnavailableException;
import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;

/** Gives a consumed generation back if the request that consumed it is rolled back after all. */
final class UndoOnRollback extends AbstractKeycloakTransaction {

    private static final Logger LOG = Logger.getLogger(UndoOnRollback.class);

    private final RefreshProtocol protocol;
    private final Advance advance;

    UndoOnRollback(RefreshProtocol protocol, Advance advance) {
        this.protocol = protocol;
        this.advance = advance;
    }

    @Override
    protected void commitImpl() {
        // the tokens leave
    }

    @Override
    protected void rollbackImpl() {
        try {
            boolean undone = protocol.undo(advance);
            LOG.debugf(
                    "Request rolled back; generation %d of token family %s %s",
                    advance.after().generation(), advance.after().id(), undone ? "taken back" : "stays");
        } catch (StoreUnavailableException e) {
            LOG.warnf(
                    e,
                    "Request rolled back; generation %d of token family %s could not be taken back. Its client can"
                            + " retry within the grace period",
                    advance.after().generation(),
                    advance.after().id());
        }
    }
}
