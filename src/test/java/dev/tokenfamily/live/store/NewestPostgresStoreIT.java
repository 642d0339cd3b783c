package dev.tokenfamily.live.store;

import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.OwnDatabase;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.suite.DatabasesOnly;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

/** On the newest PostgreSQL that Maven brings. */
@DatabasesOnly
@ExtendWith(NewestPostgresStoreIT.OnPostgres.class)
final class NewestPostgresStoreIT extends LiveStoreOnColdTables {

    NewestPostgresStoreIT(KeycloakServer server, OwnDatabase.Database database) {
        super(server, database);
    }

    static final class OnPostgres extends OwnDatabase {

        OnPostgres() {
            super("postgres");
        }

        @Override
        public Database database(Path directory) {
            return Postgres.ofVersion(System.getProperty("postgres.newest", "18.0.0"), directory, Map.of());
        }
    }
}
