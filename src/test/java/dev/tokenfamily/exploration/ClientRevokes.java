package dev.tokenfamily.exploration;

import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.revocation.GivenBack;

/** A client sends one request to the revocation endpoint. Keycloak ends the client session last, and then answers. */
record ClientRevokes(Pick pick) implements Actor {

    @Override
    public String name() {
        return "revocation";
    }

    @Override
    public Effect first() {
        return Effect.READ;
    }

    @Override
    public void play(Stage stage) {
        PresentedToken token = stage.present(pick);
        try {
            GivenBack.revoke(token, stage.store(false));
            stage.endSession();
            stage.revocationAnswered(token);
        } catch (StoreUnavailableException e) {
            // 503, and nothing follows
        }
    }
}
