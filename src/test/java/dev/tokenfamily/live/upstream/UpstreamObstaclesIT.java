package dev.tokenfamily.live.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Twins;
import dev.tokenfamily.harness.realm.Twins.TwinAnswers;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.FullRunOnly;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in the way of a refresh at Keycloak stands in the way of a governed one, and of a retry, alike. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpstreamObstaclesIT {

    private final KeycloakServer server;
    private final AtomicInteger realms = new AtomicInteger();

    UpstreamObstaclesIT(KeycloakServer server) {
        this.server = server;
    }

    static List<Obstacle> obstacles() {
        return Obstacle.all();
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void givenAnObstacleThenTheErrorIsKeycloaksUntilItHasPassed(Obstacle obstacle) {
        TestRealm realm = TestRealm.create(server, "upstream-obstacles-" + realms.incrementAndGet());
        Twins twins = Twins.in(realm, "app", client -> {
            client.setSecret("secret");
            client.setConsentRequired(true);
        });
        TwinAnswers login = twins.login("alice", obstacle.scope());
        TwinAnswers superseded = twins.refreshed(login);
        TwinAnswers head = twins.refreshed(superseded);

        obstacle.put().accept(twins);
        for (TwinAnswers told : List.of(superseded, head)) {
            assertThat(twins.refused(told).governed().text("error_description")).isEqualTo(obstacle.description());
        }

        obstacle.remove().accept(twins);
        if (!obstacle.lasting()) {
            twins.retried(superseded, head);
            twins.refreshed(head);
        }
    }
}
