package dev.tokenfamily.live.client;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.page.Tabs;
import dev.tokenfamily.harness.page.WebApplication;
import dev.tokenfamily.harness.realm.App;
import java.util.List;

/** A single-page application that alice uses in the tabs of one browser. */
record SinglePageApp(ClientScene scene, App app, Tabs tabs) implements AutoCloseable {

    static SinglePageApp start(ClientScene scene, App app, String page) {
        return new SinglePageApp(scene, app, Tabs.browser(page, app));
    }

    /** The verdicts on its refreshes, in order. */
    List<String> verdicts() {
        return scene.verdicts(app);
    }

    /** How often it sent alice to Keycloak to log in. */
    long logins() {
        return scene.network().loginsOf(app);
    }

    /** What each of so many tabs gets when all refresh, and none is answered before all have asked: tokens or an error. */
    List<JsonNode> refreshTogether(int count) {
        scene.network().gather(count);
        List<JsonNode> answers = tabs.refreshAll();
        scene.network().gather(1);
        return answers;
    }

    /** The same, and it must be tokens. */
    List<Tokens> refreshedTogether(int count) {
        return refreshTogether(count).stream().map(WebApplication::tokens).toList();
    }

    /** Keycloak rotates the first tab's token, and no answer arrives however often the browser asks. */
    void loseAnswers() {
        scene.network().loseAnswers(10);
        assertThat(tabs.refresh(0).path("error").asText()).isEqualTo("no answer");
        scene.network().loseAnswers(0);
        assertThat(scene.generation(tabs.tokens(0))).isEqualTo(1);
    }

    /** A thief uses the first tab's first token, a minute and two generations later: the second of them is made in this tab. */
    Tokens reuse(int second) {
        Tokens stolen = tabs.tokens(0);
        tabs.refreshed(0);
        tabs.refreshed(second);
        scene.passGrace();
        assertRefused(app.refresh(stolen.refresh()), REUSED);
        return stolen;
    }

    /** The first tab is told that the family of the stolen token was revoked. */
    void assertRevoked(Tokens stolen) {
        JsonNode refusal = tabs.refresh(0);
        assertThat(refusal.path("error").asText()).isEqualTo("invalid_grant");
        assertThat(refusal.path("description").asText()).isEqualTo(REVOKED);
        assertThat(scene.revocation(stolen)).isEqualTo("REUSE");
    }

    /** In this tab the tokens that come next are the first successors in a family that is not the one before. */
    void assertAnotherFamily(int tab, Tokens before) {
        Tokens after = tabs.refreshed(tab);
        assertThat(after.familyId()).isNotEqualTo(before.familyId());
        assertThat(after.generation()).isEqualTo(1);
    }

    void awaitLoginPages() {
        Await.until(() -> tabs.places().stream().allMatch(Tabs.LOGIN_PAGE::equals));
    }

    @Override
    public void close() {
        tabs.close();
    }
}
