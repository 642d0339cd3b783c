package dev.tokenfamily.exploration;

import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.family.StoreUnavailableException;

/** An admin ends the session. Its families are revoked before Keycloak commits that, and again before it answers. */
record AdminEndsSession(Pick pick) implements Actor {

    @Override
    public String name() {
        return "session end";
    }

    @Override
    public Effect first() {
        return Effect.WRITE;
    }

    @Override
    public void play(Stage stage) {
        PresentedToken token = stage.present(pick);
        Owner owner = token.owner();
        Selection ended = Selection.ofSession(owner.realmId(), owner.sessionId(), owner.offline());
        try {
            stage.store(false).revokeAll(ended, RevocationReason.SESSION_ENDED);
            stage.endSession();
            stage.store(false).revokeAll(ended, RevocationReason.SESSION_ENDED);
            stage.revocationAnswered(token);
        } catch (StoreUnavailableException e) {
            // 503, or a warning in the log that a refresh in flight may have escaped
        }
    }
}
