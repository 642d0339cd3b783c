package dev.tokenfamily.live.account;

import static dev.tokenfamily.live.account.SignInsScene.assertQuiet;
import static dev.tokenfamily.live.account.SignInsScene.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The way from Keycloak's own account console to the page of own sign-ins, and back. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountConsoleLinkIT {

    private final KeycloakServer server;

    AccountConsoleLinkIT(KeycloakServer server) {
        this.server = server;
    }

    @Test
    void givenOurThemeThenALinkLeadsToThePageAndKeycloaksOwnLeadsBack() {
        SignInsScene scene = SignInsScene.create(
                        server, "my-theme", settings -> settings.setAccountTheme("token-family"))
                .with("quinn", user -> user.setAttributes(Map.of("locale", List.of("de"))));
        signIn(scene.shop(), "quinn");

        try (SignInsPage page = SignInsPage.of(scene.realm())) {
            page.openByAccountConsole("quinn", "Meine Anmeldungen");
            assertThat(page.text()).contains("Web shop", "Wo Sie angemeldet sind");
            assertThat(page.address()).contains("/realms/my-theme/token-family/account/");
            assertQuiet(page);

            page.backByAccountConsole("Mein Konto");
            assertThat(page.address()).contains("/realms/my-theme/token-family/account/");
            assertThat(page.noise()).isEmpty();
        }
    }

    /** The theme may be there before the page is. */
    @Test
    void givenARealmWithoutThePageThenThereIsNoLinkAndTheConsoleIsAsEver() {
        SignInsScene scene = SignInsScene.create(
                        server, "my-theme-alone", settings -> settings.setAccountTheme("token-family"))
                .with("rosa");
        scene.withoutPage();

        try (SignInsPage page = SignInsPage.of(scene.realm())) {
            List<String> links = page.linksOfAccountConsole("rosa");
            assertThat(links).contains("Personal info").doesNotContain("My sign-ins");
            assertThat(page.noise()).isEmpty();
        }
    }
}
