package dev.tokenfamily.live.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A user who authenticates again, in the same session, for a higher level. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StepUpIT {

    private final TestRealm realm;

    StepUpIT(KeycloakServer server) {
        realm = TestRealm.create(server, "step-up", StepUpFlow::of)
                .govern("default", Map.of("grace-period-seconds", 60));
    }

    @Test
    void whenRefreshedThenTheLevelsAreThoseOfAnUngovernedClient() {
        List<String> governed = levels(realm.publicClient("governed", "default"));
        List<String> ungoverned = levels(realm.publicClient("ungoverned", ""));
        assertThat(governed).isEqualTo(ungoverned).containsExactly("silver", "gold", "gold", "gold");
    }

    private static List<String> levels(App app) {
        Browser browser = new Browser();
        Tokens silver = login(browser, app, "silver");
        Tokens gold = login(browser, app, "gold");
        return List.of(level(silver), level(gold), level(app.refreshed(silver)), level(app.refreshed(gold)));
    }

    @Test
    void thenItsFamilyIsAnotherAndTheReuseInOneLeavesTheOther() {
        App app = realm.publicClient("app", "default");
        Browser browser = new Browser();
        Tokens silver = login(browser, app, "silver");
        Tokens gold = login(browser, app, "gold");
        assertThat(gold.refreshClaims().path("sid"))
                .isEqualTo(silver.refreshClaims().path("sid"));
        assertThat(gold.familyId()).isNotEqualTo(silver.familyId());

        new FamilyStory(realm, app, gold).rotatesRetriesAndItsReuseIsDetected();
        new FamilyStory(realm, app, silver).rotatesRetriesAndItsReuseIsDetected();
    }

    @Test
    void whenItsHeadIsGivenBackThenBothFamiliesOfTheClientSessionEnd() {
        App app = realm.publicClient("giving-back", "default");
        Browser browser = new Browser();
        Tokens silver = app.refreshed(login(browser, app, "silver"));
        new FamilyStory(realm, app, login(browser, app, "gold")).isRevokedWhenItsClientGivesItsHeadBack();
        assertThat(realm.inside().revocation(silver.familyId())).isEqualTo("TOKEN_REVOCATION");
        assertThat(app.refresh(silver.refresh()).status()).isEqualTo(400);
    }

    private static Tokens login(Browser browser, App app, String level) {
        return browser.open(app, "alice", Map.of("scope", "openid", "acr_values", level));
    }

    private static String level(Tokens tokens) {
        return Tokens.claims(tokens.access()).path("acr").asText();
    }
}
