package dev.tokenfamily.live.client;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.page.NodeModules;
import dev.tokenfamily.harness.page.WebApplication;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A web application on Node.js with npm's {@code openid-client}. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenidClientIT {

    private final ClientScene scene;

    OpenidClientIT(KeycloakServer server) {
        NodeModules.install();
        scene = ClientScene.create(server, "openid-client");
    }

    @AfterAll
    void closeNetwork() {
        scene.close();
    }

    @Test
    void givenALoginWhenRefreshedAgainAndAgainThenItIsOneFamily() {
        try (WebApplication application = WebApplication.start(scene.app(ClientScene.FAMILY))) {
            Tokens first = application.login();
            for (int generation = 1; generation <= 5; generation++) {
                Tokens next = application.refreshed();
                assertThat(next.generation()).isEqualTo(generation);
                assertThat(next.familyId()).isEqualTo(first.familyId());
            }
            assertThat(scene.verdicts(application.app())).isEqualTo(Collections.nCopies(5, "rotate"));
        }
    }

    @Test
    void givenALostAnswerThenTheNextRefreshGetsTheLostSuccessor() {
        try (WebApplication application = WebApplication.start(scene.app(ClientScene.FAMILY))) {
            Tokens first = application.login();
            scene.network().loseAnswers(1);
            assertThat(application.refresh().path("error").asText()).isEqualTo("no answer");
            assertThat(scene.generation(first)).isEqualTo(1);
            assertThat(application.refreshed().generation()).isEqualTo(1);
            assertThat(application.refreshed().generation()).isEqualTo(2);
            assertThat(scene.verdicts(application.app())).containsExactly("rotate", "grace_retry", "rotate");
        }
    }

    @Test
    void givenRequestsThatRefreshAtOnceThenAllGetTheSameSuccessor() {
        try (WebApplication application = WebApplication.start(scene.app(ClientScene.FAMILY))) {
            application.login();
            scene.network().gather(5);
            List<Tokens> all = application.refreshedAtOnce(5);
            scene.network().gather(1);
            assertThat(all.stream().map(Tokens::refresh).distinct()).hasSize(1);
            assertThat(scene.verdicts(application.app()))
                    .containsExactlyInAnyOrder("rotate", "grace_retry", "grace_retry", "grace_retry", "grace_retry");
            assertThat(application.refreshed().generation()).isEqualTo(2);
        }
    }

    @Test
    void givenAnAdminLogsTheUserOutThenTheyHaveToLogInAgain() {
        try (WebApplication application = WebApplication.start(scene.app(ClientScene.FAMILY))) {
            Tokens before = application.login();
            application.refreshed();
            scene.adminLogsAliceOut();
            assertThat(application.refresh().path("error").asText()).isEqualTo("invalid_grant");
            assertThat(scene.revocation(before)).isEqualTo("SESSION_ENDED");

            Tokens after = application.login();
            assertThat(after.refreshClaims().path("sid"))
                    .isNotEqualTo(before.refreshClaims().path("sid"));
            assertThat(application.refreshed().familyId()).isEqualTo(after.familyId());
        }
    }

    @Test
    void givenAReuseThenItIsAnInvalidGrantAndALoginStartsAFamily() {
        try (WebApplication application = WebApplication.start(scene.app(ClientScene.FAMILY))) {
            Tokens stolen = application.login();
            application.refreshed();
            application.refreshed();
            scene.passGrace();
            assertRefused(application.app().refresh(stolen.refresh()), REUSED);

            JsonNode refusal = application.refresh();
            assertThat(refusal.path("error").asText()).isEqualTo("invalid_grant");
            assertThat(refusal.path("description").asText()).isEqualTo(REVOKED);
            assertThat(scene.revocation(stolen)).isEqualTo("REUSE");

            Tokens after = application.login();
            assertThat(after.familyId()).isNotEqualTo(stolen.familyId());
            assertThat(application.refreshed().generation()).isEqualTo(1);
        }
    }
}
