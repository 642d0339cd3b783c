package dev.tokenfamily.live.store;

import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.MariaDb;
import dev.tokenfamily.harness.server.OwnDatabase;
import dev.tokenfamily.suite.DatabasesOnly;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

/** On the MariaDB of Debian, with the zone of Berlin, whose summer time ends once a year. */
@DatabasesOnly
@ExtendWith(DebianMariaDbStoreIT.OnMariaDb.class)
final class DebianMariaDbStoreIT extends LiveStoreOnColdTables {

    DebianMariaDbStoreIT(KeycloakServer server, OwnDatabase.Database database) {
        super(server, database);
    }

    static final class OnMariaDb extends OwnDatabase {

        OnMariaDb() {
            super("mariadb");
        }

        @Override
        public Database database(Path directory) {
            return new MariaDb(
                    MariaDb.Installation.ofDebian(), directory, List.of(), Map.of("TZ", "Europe/Berlin"));
        }
    }
}
