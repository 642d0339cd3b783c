package dev.tokenfamily.live.store;

import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.NamedDatabase;
import dev.tokenfamily.harness.server.OwnDatabase;
import dev.tokenfamily.suite.DatabasesOnly;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** On the database that {@code -Dlive.database=} names. */
@DatabasesOnly
@DisabledIfSystemProperty(named = "live.database", matches = "h2", disabledReason = "H2StoreIT runs the contract there")
@ExtendWith(NamedDatabaseStoreIT.OnNamed.class)
final class NamedDatabaseStoreIT extends LiveStoreOnColdTables {

    NamedDatabaseStoreIT(KeycloakServer server, OwnDatabase.Database database) {
        super(server, database);
    }

    static final class OnNamed extends OwnDatabase {

        OnNamed() {
            super(NamedDatabase.ofRun().kind());
        }

        @Override
        public Database database(Path directory) {
            return NamedDatabase.ofRun().started(directory).orElseThrow();
        }
    }
}
