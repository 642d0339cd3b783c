package dev.tokenfamily.exploration;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.Minted;
import dev.tokenfamily.detection.Presentation;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.detection.RefreshProtocol;
import dev.tokenfamily.detection.Ruling;
import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.family.WholeStore;
import dev.tokenfamily.policy.Policy;
import java.util.Optional;

/**
 * One request to the token endpoint, driven as the hook drives it.
 *
 * @param remembering whether it comes to a node that remembers what it wrote before
 * @param presentation what it shows besides the token
 */
record Request(String name, Pick pick, Policy policy, boolean remembering, Presentation presentation) implements Actor {

    static final Presentation HERE = new Presentation(new Origin("192.0.2.1", null), false, null);

    static final Presentation ELSEWHERE = new Presentation(new Origin("203.0.113.9", null), false, null);

    private static final long REFRESH_TOKEN_LIFETIME = 1_800;
    private static final long ACCESS_TOKEN_LIFETIME = 300;

    Request(String name, Pick pick, Policy policy, boolean remembering) {
        this(name, pick, policy, remembering, HERE);
    }

    Request onRememberingNode() {
        return new Request(name, pick, policy, true, presentation);
    }

    @Override
    public Effect first() {
        return remembering ? Effect.OTHER : Effect.READ;
    }

    @Override
    public void play(Stage stage) {
        serve(stage.present(pick), stage.store(remembering), stage);
    }

    /** At the node with that store. */
    void serve(PresentedToken token, WholeStore store, Stage stage) {
        RefreshProtocol protocol = new RefreshProtocol(store, store, new NoTakedown());
        try {
            Finding examined = protocol.examine(token, presentation, policy, Optional.empty());
            stage.judged(examined);
            if (examined.refused()) {
                stage.refused(examined);
            } else {
                Ruling ruling = protocol.settle(examined, policy, minted(name, stage.now()));
                stage.judged(ruling.finding());
                conclude(ruling, protocol, stage);
            }
        } catch (StoreUnavailableException e) {
            // 503, and nothing follows
        }
    }

    private static void conclude(Ruling ruling, RefreshProtocol protocol, Stage stage) {
        if (!(ruling instanceof Granted granted)) {
            stage.refused(ruling.finding());
        } else if (!stage.answer(granted) && granted.consumed() != null) {
            protocol.undo(granted.consumed());
        }
    }

    static Minted minted(String requestName, long now) {
        return new Minted(
                "rt-" + requestName,
                now,
                now + REFRESH_TOKEN_LIFETIME,
                new AccessToken("at-" + requestName, now + ACCESS_TOKEN_LIFETIME));
    }
}
