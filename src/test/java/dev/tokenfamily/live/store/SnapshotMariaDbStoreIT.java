package dev.tokenfamily.live.store;

import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.MariaDb;
import dev.tokenfamily.harness.server.OwnDatabase;
import dev.tokenfamily.harness.server.TurningBack;
import dev.tokenfamily.suite.DatabasesOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * On a MariaDB that fails whoever changes a row that has changed since he read it, as newer ones do by default; in the hour that
 * its clock on the wall shows for the second time.
 */
@DatabasesOnly
@ExtendWith(SnapshotMariaDbStoreIT.OnMariaDb.class)
final class SnapshotMariaDbStoreIT extends LiveStoreOnColdTables {

    SnapshotMariaDbStoreIT(KeycloakServer server, OwnDatabase.Database database) {
        super(server, database);
    }

    static final class OnMariaDb extends OwnDatabase {

        private static final Duration AGO = Duration.ofMinutes(20);

        OnMariaDb() {
            super("mariadb");
        }

        @Override
        public Database database(Path directory) {
            String zone = new TurningBack(Instant.now().minus(AGO)).posix();
            try {
                return new MariaDb(
                        MariaDb.Installation.ofMaven(),
                        directory,
                        List.of("--innodb-snapshot-isolation=ON"),
                        Map.of("TZ", zone));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
