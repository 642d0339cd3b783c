package dev.tokenfamily.live.store;

import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import org.junit.jupiter.api.extension.ExtendWith;

/** On H2, in the server that most live tests share. */
@ExtendWith(LiveKeycloak.class)
final class H2StoreIT extends LiveStoreContract {

    H2StoreIT(KeycloakServer server) {
        super(server, "store");
    }
}
