package dev.tokenfamily.live.store;

import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.OwnDatabase;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.suite.DatabasesOnly;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

/** On a PostgreSQL 15, as Debian has it. */
@DatabasesOnly
@ExtendWith(OldestPostgresStoreIT.OnPostgres.class)
final class OldestPostgresStoreIT extends LiveStoreOnColdTables {

    OldestPostgresStoreIT(KeycloakServer server, OwnDatabase.Database database) {
        super(server, database);
    }

    static final class OnPostgres extends OwnDatabase {

        OnPostgres() {
            super("postgres");
        }

        @Override
        public Database database(Path directory) {
            return Postgres.ofVersion(System.getProperty("postgres.oldest", "15.14.0"), directory, Map.of());
        }
    }
}
