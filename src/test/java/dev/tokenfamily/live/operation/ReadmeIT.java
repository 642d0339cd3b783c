package dev.tokenfamily.live.operation;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.realm.DocumentedCommands;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the story that the README leads to has its readers type, typed against the realm that it comes with. */
@ExtendWith(LiveKeycloak.class)
class ReadmeIT {

    /** Moves the server's clock by what the reader would wait. */
    private static final String SLEEP =
            "sleep() { curl -s -o /dev/null -X POST \"$KC/realms/demo/test-server/clock?seconds=$1\"; }";

    private final KeycloakServer server;

    ReadmeIT(KeycloakServer server) {
        this.server = server;
    }

    @Test
    void whenAReaderFollowsTheStoryThenTheAnswersAreThoseItShows() throws IOException, InterruptedException {
        String demo = Files.readString(Path.of("docker/demo-realm.json"));
        AdminApi.expectSuccess(new AdminApi(server.url()).post("", demo));
        DocumentedCommands.in("docs/tutorial/see-it-work.md")
                .section("The story")
                .after(SLEEP)
                .run(Map.of("KC", server.url().toString()));
    }
}
