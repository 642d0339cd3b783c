package dev.tokenfamily.live.account;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static dev.tokenfamily.live.account.SignInsScene.assertQuiet;
import static dev.tokenfamily.live.account.SignInsScene.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keycloak.representations.idm.UserRepresentation;

/** What the page of own sign-ins says, and does not do, where something is wrong. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInsFailuresIT {

    private final SignInsScene scene;

    SignInsFailuresIT(KeycloakServer server) {
        scene = SignInsScene.create(server, "my-failures", settings -> {
            UserRepresentation onlooker = TestRealm.user("paula");
            onlooker.setClientRoles(Map.of("account", List.of("view-profile")));
            List<UserRepresentation> users = new ArrayList<>(settings.getUsers());
            users.add(onlooker);
            settings.setUsers(users);
        });
    }

    /** A login as somebody else, or an action of somebody else's, by a link that looks like Keycloak's answer. */
    @Test
    void givenALinkWithAnAnswerThatThePageDidNotAskForThenNothingIsDone() {
        scene.with("lena");
        Tokens laptop = signIn(scene.shop(), "lena");

        try (SignInsPage page = scene.open("lena")) {
            page.pressIn("Web shop", "End …").leave(); // something waits, for the link to seize
            page.followForeign("#state=thief&code=thief&kc_action_status=success&session_state=x");

            assertThat(page.text()).contains("Web shop", "lena Example");
            assertThat(page.changes()).as("announced, and no more").hasSize(1);
            assertQuiet(page);
        }
        scene.assertStillSignedIn(scene.shop(), laptop);
    }

    @Test
    void givenAServerThatIsGoneThenThePageSaysSoAndGoesOnWhenItIsBack() {
        scene.with("marta");
        signIn(scene.shop(), "marta");

        try (SignInsPage page = scene.open("marta")) {
            page.connected(false).pressIn("Web shop", "End …").pressInDialog("Continue to login");
            page.says("The server cannot be reached. Try again.");
            assertThat(page.focusedClass()).contains("my-sign-ins-said");
            assertThat(page.text()).as("what was there stays").contains("Web shop");
            assertThat(page.seen().violations()).isEmpty();

            page.connected(true).pressIn("Web shop", "End …").leave().logInForIt("marta");
            page.confirm().says("1 sign-in has ended.");
            assertQuiet(page);
        }
    }

    @Test
    void givenTooManyChangesThenThePageSaysHowLongToWait() {
        scene.with("nils");
        signIn(scene.shop(), "nils");

        try (SignInsPage page = scene.open("nils")) {
            for (int begun = 0; begun < 20; begun++) {
                page.pressIn("Web shop", "End …").leave().followForeign("");
            }
            page.pressIn("Web shop", "End …").pressInDialog("Continue to login").says("Too many requests.");
            assertThat(page.seen().violations()).isEmpty();
            assertQuiet(page);
        }
    }

    @Test
    void givenThatTheSessionHasEndedThenThePageOffersALogin() {
        scene.with("olga");
        signIn(scene.shop(), "olga");

        try (SignInsPage page = scene.open("olga")) {
            expectSuccess(scene.realm()
                    .admin()
                    .post("/" + scene.realm().name() + "/users/" + scene.realm().userId("olga") + "/logout", Map.of()));
            page.pressIn("Web shop", "End …").pressInDialog("Continue to login").says("Your login has ended.");
            assertThat(page.seen().violations()).isEmpty();
            page.logInAgain("Log in again", "olga");
            assertThat(page.text()).contains("Where you are signed in");
            assertQuiet(page);
        }
    }

    /** The page shows what the user may see, and says what the user may not do. */
    @Test
    void givenAUserWhoMayOnlyLookThenAChangeIsRefusedInWords() {
        signIn(scene.shop(), "paula");

        try (SignInsPage page = scene.open("paula")) {
            page.pressIn("Web shop", "End …").pressInDialog("Continue to login").says("Your account may not do this.");
            assertQuiet(page);
        }
        try (SignInsPage page = scene.open("alice")) { // who was imported without any role of the account
            page.says("Your account may not do this.");
            assertThat(page.seen().violations()).isEmpty();
            assertQuiet(page);
        }
    }
}
