package dev.tokenfamily.live.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.Measured;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What is dead stays dead, and what is alive stays alive, in some of the orders that an admin can turn things in, chosen by dice:
 * policies, Keycloak's own switch, lifetimes, and the clock. {@code DeadStaysDeadTest} plays all of three periods without a
 * server.
 */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadOrdersIT {

    private static final long SEED = Long.getLong("orders.seed", 20_261_129);
    private static final int ORDERS = Integer.getInteger("orders", 40);

    private final TestRealm realm;
    private final App app;

    DeadOrdersIT(KeycloakServer server) {
        realm = TestRealm.create(server, "orders", TestRealm::forLoad);
        app = realm.confidentialClient("app", DeadOrder.PROFILE);
    }

    @Test
    void givenOrdersByDiceThenNoDeadTokenIsAnswered() {
        int ends = 0;
        for (int order = 0; order < ORDERS; order++) {
            DeadOrder played = new DeadOrder(realm, app, new Random(SEED + order));
            played.play();
            ends += played.wentOn() ? 0 : 1;
        }
        Measured.note(
                "Dead tokens, live: %d orders of %d periods, seed %d (-Dorders.seed, -Dorders); %d ended their family"
                        .formatted(ORDERS, DeadOrder.PERIODS, SEED, ends));
        assertThat(ends).as("some go on to the end, and some do not").isBetween(1, ORDERS - 1);
    }
}
