package dev.tokenfamily.live.console;

import static dev.tokenfamily.live.webhook.WebhookScene.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.live.webhook.WebhookScene;
import dev.tokenfamily.live.webhook.WebhookServer;
import dev.tokenfamily.suite.FullRunOnly;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whom the realm tells, and what was told, on the page. */
@FullRunOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageWebhooksIT {

    private final WebhookServer server = WebhookServer.start();

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void givenADeliveryThenTheAdminSeesItAndHasItDeliveredAgainAfterALogin() {
        PageRealm pages = PageRealm.enforcing(server.server(), "page-webhooks");
        App app = pages.realm().publicClient("spa", "enforce");
        WebhookScene scene = new WebhookScene(pages.realm(), app);
        server.keep("page-webhooks_siem", WebhookServer.SECRET);
        scene.configure(List.of(
                webhook("siem", server.url("siem.test", "/in/page"), "incident", "${vault.siem}"),
                webhook("broken", server.url("siem.test", "/in/page"), "end", "${vault.missing}")));
        Theft.of(app, app.login("alice"));
        scene.awaitDelivery("siem", "state", "delivered");
        assertThat(server.receiver().at("/in/page")).hasSize(1);

        try (TokenFamiliesPage page = pages.open("/webhooks")) {
            assertThat(page.text())
                    .contains("Receivers", "siem", "None is known", "The vault has no entry for ${vault.missing}")
                    .contains("incident", "Delivered");
            page.press("Deliver again").says("Log in once more");
            assertThat(server.receiver().at("/in/page")).hasSize(1);
            page.logInInWindow("Log in", PageRealm.ADMIN).says("It is delivered again.");
            Await.until(() -> server.receiver().at("/in/page").size() == 2);
            pages.assertForEverybody(page, List.of("/webhooks"));
            assertThat(page.noise()).isEmpty();
        }
    }
}
