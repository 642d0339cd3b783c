package dev.tokenfamily.live;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;

/** On PostgreSQL, which lives in another time zone. */
@ExtendWith(PostgresStoreIT.OnPostgres.class)
final class PostgresStoreIT extends LiveStoreContract {

    PostgresStoreIT(KeycloakServer server) {
        super(server, "store");
    }

    static final class OnPostgres extends OwnDatabase {

        OnPostgres() {
            super("postgres");
        }

        @Override
        Database database() {
            try {
                return new Postgres(EmbeddedPostgres.builder()
                        .setServerConfig("timezone", "Asia/Kathmandu")
                        .start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record Postgres(EmbeddedPostgres server) implements OwnDatabase.Database {

        @Override
        public List<String> keycloakOptions() {
            return List.of(
                    "--db-url=jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres",
                    "--db-username=postgres",
                    "--db-password=postgres");
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
