package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.server.NeedsDocker;
import dev.tokenfamily.suite.FullRunOnly;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docker compose up} brings up. */
@FullRunOnly
@ExtendWith(NeedsDocker.class)
class ComposeIT {

    @Test
    void whenItIsUpThenTheDemoRealmRotatesAndOutlivesTheContainers(@TempDir Path directory) {
        try (Compose compose = new Compose(directory, "compose.yaml")) {
            compose.up();
            App spa = new App(compose.keycloak().resolve("/realms/demo"), "spa", null);
            Tokens tokens = spa.refreshed(spa.login("alice"));
            assertThat(tokens.generation()).isEqualTo(1);
            assertThat(compose.shell("keycloak", "touch /opt/keycloak/providers/more.jar"))
                    .contains("Read-only file system");
            assertThat(compose.shell("keycloak", "id -u").strip()).isEqualTo("1000");

            compose.run("down");
            compose.up();
            assertThat(spa.refreshed(tokens).generation()).isEqualTo(2);
        }
    }

    /** The balancer's image is not needed; those of Prometheus and Grafana neither: {@link DashboardsIT}. */
    @Test
    void givenTwoNodesWhenOneStopsThenTheBalancerTurnsToTheOther(@TempDir Path directory) {
        try (Compose compose = new Compose(directory, "compose.yaml", "compose.cluster.yaml")) {
            assertThat(compose.run("config", "--services").lines())
                    .containsExactlyInAnyOrder(
                            "postgres", "keycloak", "keycloak-2", "balancer", "prometheus", "grafana");
            compose.up("keycloak-2");
            assertThat(compose.logs("keycloak-2")).containsPattern("cluster view.*\\(2\\)");

            try (Balancer balancer = Balancer.of(compose, directory)) {
                App spa = new App(balancer.url().resolve("/realms/demo"), "spa", null);
                Tokens tokens = spa.refreshed(spa.refreshed(spa.login("alice")));
                assertThat(tokens.refreshClaims().path("iss").asText()).isEqualTo(balancer.url() + "/realms/demo");

                compose.run("stop", "keycloak");
                Tokens next = Tokens.of(Await.answer(() -> spa.refresh(tokens.refresh())));
                assertThat(next.generation()).isEqualTo(3);
            }
        }
    }
}
