package dev.tokenfamily.live.account;

import static dev.tokenfamily.live.account.SignInsScene.assertQuiet;
import static dev.tokenfamily.live.account.SignInsScene.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A user answers a warning at the page of the own sign-ins. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WarningsPageIT {

    private final SignInsScene scene;

    WarningsPageIT(KeycloakServer server) {
        scene = SignInsScene.create(server, "my-warnings", settings -> {});
    }

    private String answerTo(Theft theft) {
        return scene.realm()
                .incident("familyId=" + theft.family())
                .path("answer")
                .asText("none");
    }

    @Test
    void givenATheftThenBothPlacesAreTold() {
        scene.with("ida");
        Theft.of(scene.shop(), scene.shop().login("ida"));

        try (SignInsPage page = scene.open("ida")) {
            page.says("1 warning waits for your answer.");
            page.follow("Look at the warnings");
            assertThat(page.textOf("Web shop"))
                    .contains(
                            "An old key for",
                            "Waits for your answer",
                            "Chrome on Windows",
                            "Firefox on Linux",
                            "This sign-in to the application was ended.");
            assertQuiet(page);
        }
    }

    @Test
    void whenItWasTheUserThenItIsAFalseAlarmOnceALoginHasConfirmedIt() {
        scene.with("jan");
        Theft theft = Theft.of(scene.shop(), scene.shop().login("jan"));
        Tokens other = signIn(scene.mail(), "jan");

        try (SignInsPage page = SignInsPage.of(scene.realm()).open("jan", "#/warnings")) {
            page.pressIn("Web shop", "It was me");
            assertThat(page.dialog()).contains("Are both places yours?", "false alarm");
            page.leave().logInForIt("jan");
            assertThat(answerTo(theft)).isEqualTo("none");

            page.confirm().says("The warning is marked as a false alarm.");

            assertThat(page.textOf("Web shop")).contains("It was you");
            assertThat(answerTo(theft)).isEqualTo("me");
            assertQuiet(page);
        }
        scene.assertStillSignedIn(scene.mail(), other);
    }

    @Test
    void whenItWasNotTheUserThenAllEndsAndThePageSaysSo() {
        scene.with("karl");
        Theft theft = Theft.of(scene.shop(), scene.shop().login("karl"));
        Tokens other = signIn(scene.mail(), "karl");

        try (SignInsPage page = SignInsPage.of(scene.realm()).open("karl", "#/warnings")) {
            page.pressIn("Web shop", "It was not me");
            assertThat(page.dialog()).contains("signed out everywhere", "new password");
            page.leave().logInForIt("karl");

            page.confirm()
                    .says("All your sign-ins have ended. Your next sign-in asks for a new password."
                            + " You are logged out here, too.");

            assertThat(answerTo(theft)).isEqualTo("not-me");
            assertQuiet(page);
        }
        assertThat(scene.mail().refresh(other.refresh()).status()).isEqualTo(400);
    }
}
