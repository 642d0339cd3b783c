package dev.tokenfamily.live.store;

import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.MariaDb;
import dev.tokenfamily.harness.server.OwnDatabase;
import dev.tokenfamily.harness.server.TurningBack;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * On MariaDB as it comes, with a collation that takes "Bob" for "bob", and in the hour that its clock on the wall is about to
 * show again.
 */
@FullRunOnly
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "Maven brings no MariaDB for this machine")
@ExtendWith(MariaDbStoreIT.OnMariaDb.class)
final class MariaDbStoreIT extends LiveStoreOnColdTables {

    MariaDbStoreIT(KeycloakServer server, OwnDatabase.Database database) {
        super(server, database);
    }

    static final class OnMariaDb extends OwnDatabase {

        private static final Duration SOON = Duration.ofMinutes(20);

        OnMariaDb() {
            super("mariadb");
        }

        @Override
        public Database database(Path directory) {
            String zone = new TurningBack(Instant.now().plus(SOON)).posix();
            try {
                return new MariaDb(MariaDb.Installation.ofMaven(), directory, List.of(), Map.of("TZ", zone));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
