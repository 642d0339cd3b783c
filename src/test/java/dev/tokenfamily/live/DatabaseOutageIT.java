package dev.tokenfamily.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.live.Http.Answer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that goes away and comes back. */
class DatabaseOutageIT {

    @Test
    void givenTheDatabaseIsDownWhenATokenIsRefreshedThenTheAnswerIs503AndTheTokenWorksAfterwards(@TempDir Path data)
            throws IOException, InterruptedException {
        EmbeddedPostgres database = postgres(data, 0).start();
        int port = database.getPort();
        ServerHome home =
                ServerHome.fresh("postgres").withOurJar().withTestServerJar().built("--db=postgres");
        try (KeycloakServer server = new KeycloakServer(
                        home,
                        "--db-url=jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                        "--db-username=postgres",
                        "--db-password=postgres")
                .start()) {
            TestRealm realm = TestRealm.create(server, "outage").govern("strict", Map.of("grace-period-seconds", 0));
            App app = realm.publicClient("app", "strict");
            Tokens tokens = app.refreshed(app.refreshed(app.login("alice")));

            database.close();
            Answer answer = app.refresh(tokens.refresh());
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text("error")).isEqualTo("temporarily_unavailable");
            assertThat(answer.json().has("access_token")).isFalse();

            database = postgres(data, port).start();
            Await.until(() -> app.refresh(tokens.refresh()).status() != 503);
            assertThat(realm.row(tokens.familyId()).path("generation").asInt()).isEqualTo(3);
        } finally {
            database.close();
        }
    }

    private static EmbeddedPostgres.Builder postgres(Path data, int port) {
        return EmbeddedPostgres.builder().setDataDirectory(data).setPort(port).setCleanDataDirectory(false);
    }
}
