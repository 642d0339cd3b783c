package dev.tokenfamily.live.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.page.Tabs;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.ConsoleClient;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.admin.FineGrainedPermissions;
import dev.tokenfamily.live.admin.RealmAdmin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** The console page shows what the admin may see, and names the right for what not. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageRightsIT {

    private static final String LACKING = "lacks the role ";

    private final TestRealm realm;
    private final Theft theft;

    PageRightsIT(KeycloakServer server) {
        Tabs.assumeChromium();
        realm = ConsoleClient.in(TestRealm.create(server, "page-rights", PageRightsIT::withAdmins))
                .govern("enforce", Map.of("grace-period-seconds", 0));
        App app = realm.publicClient("spa", "enforce");
        theft = Theft.of(app, app.login("alice"));
    }

    private static void withAdmins(RealmRepresentation realm) {
        List<UserRepresentation> users = new ArrayList<>(realm.getUsers());
        users.add(TestRealm.user("nobody"));
        users.add(admin("viewer", "view-users"));
        users.add(admin("manager", "manage-users"));
        users.add(admin("neighbour", "realm-admin"));
        realm.setUsers(users);
    }

    private static UserRepresentation admin(String name, String role) {
        UserRepresentation admin = TestRealm.user(name);
        admin.setClientRoles(Map.of("realm-management", List.of(role)));
        return admin;
    }

    private TokenFamiliesPage pageOf(String admin, String place) {
        return TokenFamiliesPage.of(realm).open(admin, "#/page-rights" + place);
    }

    private String incident() {
        return "/incidents/"
                + realm.incident("familyId=" + theft.family()).path("id").asText();
    }

    @Test
    void givenAViewerThenHeSeesAndCannotDecide() {
        try (TokenFamiliesPage page = pageOf("viewer", incident())) {
            assertThat(page.text()).contains("Both sides", "alice");
            page.press("False alarm").says(LACKING + "manage-users");
            assertThat(page.text()).as("the screen stays").contains("Both sides");
            page.press("Confirm theft …").says(LACKING + "manage-users");
            assertThat(page.noise()).isEmpty();
        }
        assertThat(realm.incident("familyId=" + theft.family()).path("state").asText())
                .isEqualTo("open");
    }

    @Test
    void givenAManagerWithoutEventsThenWhoDecidedIsNotShown() {
        try (TokenFamiliesPage page = pageOf("manager", incident())) {
            page.press("Dismiss").says("The incident is dismissed");
            assertThat(page.text()).contains("since ").doesNotContain("by manager");
            page.press("Open again").says("The incident is open again");
        }
    }

    @Test
    void givenSomebodyWithoutRightsThenEachScreenNamesTheOneThatIsMissing() {
        try (TokenFamiliesPage page = pageOf("nobody", "/overview")) {
            for (String place : List.of("/overview", "/incidents", "/families", incident())) {
                assertThat(page.go("#/page-rights" + place).text())
                        .as(place)
                        .contains(LACKING + "view-users")
                        .doesNotContain("alice");
            }
            assertThat(page.seen().violations()).isEmpty();
            assertThat(page.noise()).isEmpty();
        }
    }

    @Test
    void givenRightsOverOneUserThenHerScreensAreThereAndOthersNameTheRight() {
        TestRealm fine = ConsoleClient.in(
                        TestRealm.create(realm.server(), "page-fine-grained", FineGrainedPermissions::enable))
                .govern("enforce", Map.of("grace-period-seconds", 0));
        App app = fine.publicClient("spa", "enforce");
        Theft alices = Theft.of(app, app.login("alice"));
        Theft bobs = Theft.of(app, app.login("bob"));
        FineGrainedPermissions permissions = new FineGrainedPermissions(fine);
        permissions.permit("Users", fine.userId("alice"), "view", RealmAdmin.create(fine, "alices-viewer"));

        try (TokenFamiliesPage page =
                TokenFamiliesPage.of(fine).open("alices-viewer", "#/page-fine-grained/users/" + fine.userId("alice"))) {
            assertThat(page.text()).contains("Why was this user logged out?", "alice", "Revoked");
            assertThat(page.go("#/page-fine-grained/families/" + alices.family())
                            .text())
                    .contains("Timeline", "alice");
            for (String place : List.of(
                    "/overview",
                    "/incidents",
                    "/families",
                    "/families/" + bobs.family(),
                    "/users/" + fine.userId("bob"))) {
                assertThat(page.go("#/page-fine-grained" + place).text())
                        .as(place)
                        .contains(LACKING + "view-users")
                        .doesNotContain("bob");
            }
            assertThat(page.go("#/page-fine-grained/clients").text()).contains(LACKING + "view-realm");
            assertThat(page.noise()).isEmpty();
        }
    }

    @Test
    void givenAnotherRealmThenItsAdminsAloneSeeIt() {
        TestRealm other = TestRealm.create(realm.server(), "page-rights-other");
        try (TokenFamiliesPage page = pageOf("neighbour", "/incidents")) {
            assertThat(page.text()).contains("alice");
            assertThat(page.go("#/" + other.name() + "/incidents").text())
                    .contains(LACKING)
                    .doesNotContain("alice");
            assertThat(page.noise()).isEmpty();
        }
    }
}
