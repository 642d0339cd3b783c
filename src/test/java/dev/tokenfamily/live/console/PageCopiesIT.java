package dev.tokenfamily.live.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the overview of the console page says of clients whose copies race. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageCopiesIT {

    private static final String TITLE = "Clients whose copies race";

    private final PageRealm pages;
    private final TestRealm realm;

    PageCopiesIT(KeycloakServer server) {
        pages = PageRealm.create(server, "page-copies", settings -> {});
        realm = pages.realm().govern("lenient", Map.of("grace-period-seconds", 60));
    }

    @Test
    void givenCopiesThatRaceThenTheOverviewSaysWhoseAndWhatToDo() {
        realm.withUser("erin", user -> {});
        App calm = realm.publicClient("calm", "lenient");
        calm.refreshed(calm.refreshed(calm.login("bob")));
        try (TokenFamiliesPage page = pages.open("/overview")) {
            assertThat(page.text()).contains("calm").doesNotContain(TITLE);

            PageRealm.race(realm.publicClient("agents", "lenient"), "erin");

            page.go(pages.at("/clients")).go(pages.at("/overview"));
            assertThat(page.text()).contains(TITLE, "refresh in parallel with one token", "under a lock");
            page.followInRow("under a lock");
            assertThat(page.seen().title()).startsWith("agents · ");
            page.go(pages.at("/overview")).follow("erin");
            assertThat(page.seen().title()).startsWith("erin · ");
            pages.assertForEverybody(page, List.of("/overview"));
            assertThat(page.noise()).isEmpty();
        }
    }
}
