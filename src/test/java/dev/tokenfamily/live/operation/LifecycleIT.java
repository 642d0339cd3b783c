package dev.tokenfamily.live.operation;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Directories;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.ContainerServer;
import dev.tokenfamily.harness.server.Containers;
import dev.tokenfamily.harness.server.Images;
import dev.tokenfamily.harness.server.NeedsDocker;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;

/** The extension comes to a server on which people are logged in, goes, and comes again: image by image. */
@ExtendWith(NeedsDocker.class)
class LifecycleIT {

    private static final Map<String, Integer> STRICT = Map.of("grace-period-seconds", 0);
    private static final String GENERATIONS = "select generation from token_family order by generation";

    /** That a container is replaced by one of the same image is seen in {@code RollingRestartIT}. */
    @Test
    void givenLoggedInClientsWhenItComesAndGoesAndComesAgainThenTheyStayLoggedInAndRowsAreKept()
            throws IOException, InterruptedException {
        try (Containers containers = new Containers("lifecycle");
                ContainerServer server = containers.keycloak("keycloak", Images.plain(), "--cache=local")) {
            server.start();
            TestRealm realm = TestRealm.create(server, "lifecycle");
            App app = realm.publicClient("app", "strict");
            Tokens online = app.refreshed(app.login("alice"));
            Tokens offline = app.login("bob", "openid offline_access");
            assertThat(online.refreshClaims().has("family")).isFalse();

            server.stop();
            server.from(Images.shipped()).start();
            online = app.refreshed(online);
            assertThat(online.refreshClaims().has("family"))
                    .as("nothing changes until a policy says so")
                    .isFalse();

            realm.govern("strict", STRICT);
            Tokens superseded = app.refreshed(online);
            Tokens head = app.refreshed(superseded);
            Tokens offlineHead = app.refreshed(app.refreshed(offline));
            Tokens unused = app.login("bob");
            String rows = containers.database().sql(GENERATIONS);
            assertThat(rows.lines()).hasSize(2);

            UninstallIT.removeExecutor(realm);
            server.stop();
            server.from(Images.plain()).start();
            for (Tokens loggedIn : List.of(head, unused, offlineHead)) {
                assertThat(app.refreshed(app.refreshed(loggedIn))
                                .refreshClaims()
                                .has("family"))
                        .isFalse();
            }

            server.stop();
            server.from(Images.shipped()).start();
            assertThat(containers.database().sql(GENERATIONS)).isEqualTo(rows);
            realm.govern("strict", STRICT);
            Tokens next = app.refreshed(head);
            assertThat(next.generation()).isEqualTo(head.generation() + 1);
            assertThat(app.refreshed(offlineHead).generation()).isEqualTo(offlineHead.generation() + 1);
            assertRefused(app.refresh(superseded.refresh()), REUSED);
            assertThat(app.refresh(next.refresh()).status()).isEqualTo(400);
        }
    }

    /** Both mounts are those of the docs. */
    @Test
    void givenAReadOnlyRootThenItRotatesAndItsThemeCanBeEdited(@TempDir Path directory) throws IOException {
        Path theme = directory.resolve("token-family");
        Directories.copy(Path.of("themes/token-family"), theme);
        try (Containers containers = new Containers("read-only");
                ContainerServer server = containers.keycloak(
                        "keycloak",
                        Images.shipped(),
                        "--cache=local",
                        "--spi-theme--cache-themes=false",
                        "--spi-theme--cache-templates=false")) {
            server.with(container -> container
                            .withFileSystemBind(
                                    theme.toString(), "/opt/keycloak/themes/token-family", BindMode.READ_ONLY)
                            .withTmpFs(Map.of(
                                    "/tmp",
                                    "rw",
                                    "/opt/keycloak/data/tmp",
                                    "rw,uid=1000,mode=0755",
                                    "/opt/keycloak/data/transaction-logs",
                                    "rw,uid=1000,mode=0755"))
                            .withCreateContainerCmdModifier(command -> Objects.requireNonNull(command.getHostConfig())
                                    .withReadonlyRootfs(true)))
                    .start();
            assertThat(server.logged()).as("nothing in vain").doesNotContain("WARN  [com.arjuna");
            TestRealm realm = TestRealm.create(server, "read-only", settings -> settings.setLoginTheme("token-family"))
                    .govern("strict", STRICT);
            App app = realm.publicClient("app", "strict");
            Tokens superseded = app.login("alice");
            Tokens head = app.refreshed(superseded);

            assertRefused(app.refresh(superseded.refresh()), REUSED);
            assertThat(app.refresh(head.refresh()).status()).isEqualTo(400);

            URI page = URI.create(realm.url() + "/token-family/answered/me");
            assertThat(Http.get(page).text()).contains("Marked as a false alarm");
            Path words = theme.resolve("login/messages/messages_en.properties");
            Files.writeString(words, Files.readString(words).replace("Marked as a false alarm", "It was you, then"));
            assertThat(Http.get(page).text()).contains("It was you, then");
        }
    }

    @Test
    void thenTheImageSaysWhatItIsAndNotWhatKeycloakSaysOfItsOwn() {
        Map<String, String> labels = DockerClientFactory.instance()
                .client()
                .inspectImageCmd(Images.shipped())
                .exec()
                .getConfig()
                .getLabels();
        assertThat(labels)
                .containsEntry("org.opencontainers.image.title", "Keycloak Token Family")
                .containsEntry("org.opencontainers.image.licenses", "Apache-2.0")
                .containsEntry("org.opencontainers.image.version", property("project.version"))
                .containsEntry("org.opencontainers.image.revision", "")
                .containsEntry("org.opencontainers.image.created", "")
                .containsEntry(
                        "org.opencontainers.image.base.name",
                        "quay.io/keycloak/keycloak:" + property("keycloak.server.version"))
                .containsKeys("org.opencontainers.image.description", "org.opencontainers.image.source");
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }
}
