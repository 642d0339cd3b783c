package dev.tokenfamily.live.account;

import static dev.tokenfamily.live.account.SignInsScene.assertForEverybody;
import static dev.tokenfamily.live.account.SignInsScene.assertQuiet;
import static dev.tokenfamily.live.account.SignInsScene.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.account.SignInsPage.Seen;
import dev.tokenfamily.live.notification.MailServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a user sees and changes at the page of the own sign-ins: list, names, ends. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInsPageIT {

    private static final String PHONE =
            "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";

    private final MailServer mails;
    private final SignInsScene scene;

    SignInsPageIT(KeycloakServer server) {
        mails = MailServer.of(server);
        scene = SignInsScene.create(server, "my-sign-ins", settings -> settings.setSmtpServer(mails.settings()));
    }

    @AfterAll
    void stop() {
        mails.close();
    }

    @Test
    void givenSignInsThenTheUserSeesTheOwnOnesAndNothingStaysBehind() {
        scene.with("carol").with("carols-neighbour");
        signIn(scene.shop(), "carol");
        signIn(scene.mail(), "carol", PHONE);
        Tokens other = signIn(scene.mail(), "carols-neighbour", "curl/8.0");

        try (SignInsPage page = scene.open("carol")) {
            Seen seen = page.seen();
            assertThat(seen.title()).isEqualTo("Sign-ins · My sign-ins");
            assertThat(seen.focused()).isEqualTo("H1");
            assertThat(seen.text()).contains("carol Example").doesNotContain(other.familyId(), "curl");
            assertThat(page.textOf("Web shop"))
                    .contains("Firefox on Linux", "Last used", "First used", "Ends", "from ");
            assertThat(page.textOf("mail-app")).contains("Chrome Mobile on Android");
            assertQuiet(page);
            assertThat(page.reload().text()).as("the session lasts").contains("Web shop");
            assertQuiet(page);
        }
    }

    @Test
    void whenTheUserEndsASignInThenALoginConfirmsItAndOnlyThatOneEnds() {
        scene.with("dora");
        Tokens laptop = signIn(scene.shop(), "dora");
        Tokens phone = signIn(scene.mail(), "dora", PHONE);

        try (SignInsPage page = scene.open("dora")) {
            page.pressIn("Web shop", "End …");
            assertThat(page.dialog()).contains("End this sign-in?", "Web shop", "Firefox on Linux", "asked to log in");
            assertThat(page.leave().logInForIt("dora")).contains("Web shop", "Firefox");
            laptop = scene.shop().refreshed(laptop); // nothing has ended yet

            page.confirm().says("1 sign-in has ended.");

            assertThat(page.focusedClass()).contains("my-sign-ins-said");
            assertThat(page.text()).contains("mail-app").doesNotContain("Web shop");
            assertThat(page.changes()).hasSize(2).allMatch(change -> change.startsWith("20"));
            assertQuiet(page);
        }
        scene.assertEnded(scene.shop(), laptop);
        scene.assertStillSignedIn(scene.mail(), phone);
        assertThat(mails.only("dora@example.org").text()).contains("Web shop");
    }

    @Test
    void whenTheUserCancelsAtKeycloakThenNothingIsDone() {
        scene.with("emil");
        Tokens laptop = signIn(scene.shop(), "emil");

        try (SignInsPage page = scene.open("emil")) {
            page.press("End all others …").leave().logInForIt("emil");
            page.cancel().says("Nothing was done: you have cancelled it.");

            assertThat(page.changes()).as("announced, and no more").hasSize(1);
            assertThat(page.text()).contains("Web shop");
            assertQuiet(page);
        }
        scene.assertStillSignedIn(scene.shop(), laptop);
    }

    /** Each step by the keyboard; what is asked last has the button that does nothing first. */
    @Test
    void givenAKeyboardOnlyThenTheUserEndsAllAndIsSignedOut() {
        scene.with("frida");
        Tokens laptop = signIn(scene.shop(), "frida");
        Tokens phone = signIn(scene.mail(), "frida", PHONE);

        try (SignInsPage page = scene.open("frida")) {
            page.pressByKeyboard("End all …");
            assertThat(page.dialog()).contains("this one too?", "logged out here");
            page.leave().logInForIt("frida");
            page.confirm().says("2 sign-ins have ended. You are logged out here, too.");

            assertThat(page.seen().violations()).isEmpty();
            assertQuiet(page);
        }
        scene.assertEnded(scene.shop(), laptop);
        scene.assertEnded(scene.mail(), phone);
    }

    @Test
    void givenANameThatIsMarkupThenItIsText() {
        String markup = "<script>alert(1)</script>";
        scene.with("greta");
        signIn(scene.shop(), "greta");

        try (SignInsPage page = scene.open("greta")) {
            page.pressIn("Web shop", "Name …").fill("Name", markup);
            assertThat(page.leave().logInForIt("greta")).contains(markup);
            page.confirm().says("The name is changed.");
            assertThat(page.textOf("Web shop")).contains(markup);

            page.pressIn("Web shop", "End …");
            assertThat(page.dialog()).contains(markup);
            page.pressInDialog("Cancel");

            page.pressIn("Web shop", "Name …").fill("Name", "").leave().logInForIt("greta");
            page.confirm().says("The name is changed.");
            assertThat(page.textOf("Web shop")).doesNotContain(markup);
            assertQuiet(page);
        }
    }

    @Test
    void givenAnyPlaceThenItIsForEverybody() {
        scene.with("hugo");
        signIn(scene.shop(), "hugo");
        Theft.of(scene.mail(), scene.mail().login("hugo"));

        try (SignInsPage page = scene.open("hugo")) {
            page.says("1 warning waits for your answer.");
            assertForEverybody(page, "sign-ins");
            page.pressIn("Web shop", "Name …");
            assertForEverybody(page, "name");
            page.pressInDialog("Cancel").pressIn("Web shop", "End …");
            assertForEverybody(page, "end");
            page.pressInDialog("Cancel").go("#/warnings");
            assertThat(page.seen().focused()).isEqualTo("H1");
            assertForEverybody(page, "warnings");
            assertQuiet(page);
        }
        scene.with("nobody-yet");
        try (SignInsPage page = scene.open("nobody-yet")) {
            assertThat(page.text()).contains("No application keeps you signed in.");
            assertForEverybody(page, "no sign-ins");
            assertThat(page.go("#/warnings").text()).contains("There are no warnings.");
            assertForEverybody(page, "no warnings");
            assertQuiet(page);
        }
    }

    /** They are copied to {@code docs/images} when they change. */
    @Test
    void thenTheDocumentsHaveTheirPictures() {
        SignInsScene example = SignInsScene.create(scene.realm().server(), "sign-ins-example", settings -> {
            settings.setDisplayName("Example");
            settings.setLoginTheme("token-family");
        });
        example.with("alex");
        signIn(example.shop(), "alex");
        signIn(example.mail(), "alex", PHONE);
        Theft.of(example.shop(), example.shop().login("alex"));

        try (SignInsPage page = example.open("alex")) {
            page.pressIn("Android", "Name …").fill("Name", "my phone").leave().logInForIt("alex");
            page.photograph("my-sign-ins-confirm", 700)
                    .confirm()
                    .says("The name is changed.")
                    .press("Close")
                    .screenshot("my-sign-ins", 1280, 640)
                    .screenshot("my-sign-ins-phone", 360, 780)
                    .go("#/warnings")
                    .screenshot("my-sign-ins-warnings", 1280, 560);
            assertQuiet(page);
        }
    }
}
