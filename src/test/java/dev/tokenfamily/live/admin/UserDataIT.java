package dev.tokenfamily.live.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.store.PersonalColumns;
import dev.tokenfamily.store.PersonalColumns.Column;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is held of a user: exported by one request, and gone with the user, from every table that names users (ADR 32). */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserDataIT {

    /** It begins half a minute after the first has ended. */
    private static final Duration UNTIL_THE_SECOND_REMOVAL = Duration.ofMinutes(3);

    private final TestRealm realm;
    private final App shop;
    private final RealmAdmin viewer;

    UserDataIT(KeycloakServer server) {
        realm = TestRealm.create(server, "user-data", settings -> settings.setAdminEventsEnabled(true))
                .govern(
                        "telling",
                        Map.of(
                                "notify-user",
                                true,
                                "grace-period-seconds",
                                0,
                                "on-reuse-required-action",
                                "TOKEN_FAMILY_NOTICE"));
        shop = realm.publicClient("shop", "telling");
        viewer = RealmAdmin.create(realm, "viewer", "view-users");
    }

    /** Somebody of whom something is held in each table: a family, an incident, ends, notices, and what he did as an admin. */
    private RealmAdmin somebody(String name) {
        RealmAdmin user = RealmAdmin.create(realm, name, "manage-users");
        shop.refreshed(shop.login(name));
        Theft theft = Theft.of(shop, shop.login(name));
        Await.until(() -> realm.incident("familyId=" + theft.family()).has("mail"));
        Tokens out = shop.refreshed(shop.login(name));
        AdminApi.expectSuccess(shop.call("logout", Map.of("refresh_token", out.refresh())));
        Tokens bobs = shop.refreshed(shop.login("bob"));
        assertThat(user.call("DELETE", "/user-data/token-families/" + bobs.familyId(), "")
                        .status())
                .isEqualTo(204);
        Await.until(() -> PersonalColumns.all().stream()
                .allMatch(column -> !rows(column, user.id()).isEmpty()));
        return user;
    }

    /** The ids of rows that name that user in that column. */
    private List<String> rows(Column column, String userId) {
        return realm.inside()
                .texts("select ID from " + column.table() + " where REALM_ID = :realm and " + column.name() + " = '"
                        + userId + "'");
    }

    private String data(String userId) {
        return "/user-data/token-families/users/" + userId + "/data";
    }

    @Test
    void givenSomebodyOfWhomAllTablesKnowThenTheExportHasEachRow() {
        RealmAdmin erika = somebody("erika");
        JsonNode data = realm.admin().read(data(erika.id()));

        assertThat(PersonalColumns.all())
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(column ->
                        assertThat(data.findValuesAsText("id")).as("%s", column).containsAll(rows(column, erika.id())));
        assertThat(data.path("notices")).hasSize(realm.inside().outboxEntries(erika.id()));
        assertThat(data.path("notices").findValuesAsText("queue"))
                .contains("token-family-digest", "token-family-required-action");
        assertThat(data.path("username").asText()).isEqualTo("erika");
        assertThat(data.path("more").asBoolean()).isFalse();
        assertThat(data.path("acts").findValuesAsText("cause")).containsExactly("admin-revocation");
        assertThat(data.path("acts").toString()).doesNotContain(realm.userId("bob"));
        assertThat(data.toString())
                .doesNotContain(
                        "head_jti",
                        realm.inside().rows().get(0).path("head_jti").asText());

        JsonNode event = realm.admin()
                .read("/user-data/admin-events?max=1&operationTypes=ACTION&resourcePath=token-families/users/"
                        + erika.id() + "/data")
                .get(0);
        assertThat(event.path("resourceType").asText()).isEqualTo("TOKEN_FAMILY");
    }

    @Test
    void givenWhoMayNotSeeEventsThenTheExportNamesNoAdminAndTellsNoActs() {
        RealmAdmin frank = somebody("frank");
        JsonNode data = viewer.get(data(frank.id())).json();
        assertThat(data.has("acts")).isFalse();
        assertThat(data.path("families")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(realm.admin().read(data(frank.id())).path("acts")).hasSize(1);
    }

    @Test
    void whenPartsAreLongerThanAskedForThenTheRestIsAskedForByFirst() {
        RealmAdmin gina = somebody("gina");
        JsonNode page = realm.admin().read(data(gina.id()) + "?max=1");
        assertThat(page.path("families")).hasSize(1);
        assertThat(page.path("more").asBoolean()).isTrue();
        JsonNode next = realm.admin().read(data(gina.id()) + "?max=1&first=1");
        assertThat(next.path("families").get(0).path("id"))
                .isNotEqualTo(page.path("families").get(0).path("id"));

        JsonNode all = realm.admin().read(data(gina.id()));
        int longest = Stream.of("families", "incidents", "ends", "acts", "notices")
                .mapToInt(part -> all.path(part).size())
                .max()
                .orElseThrow();
        assertThat(realm.admin()
                        .read(data(gina.id()) + "?max=" + longest)
                        .path("more")
                        .asBoolean())
                .as("exactly so many")
                .isFalse();
        assertThat(realm.admin()
                        .read(data(gina.id()) + "?max=" + (longest - 1))
                        .path("more")
                        .asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"max=0", "max=10001", "first=-1", "max=many", "user=alice"})
    void givenAQueryThatIsWrongThenItIsRefused(String query) {
        assertThat(realm.admin().get(data(realm.userId("alice")) + "?" + query).status())
                .isEqualTo(400);
    }

    /** Whoever may not see the user sees nothing, and whoever asks for nobody hears no more than elsewhere. */
    @Test
    void givenWhoMayNotSeeTheUserThenNothingIsExported() {
        RealmAdmin nobody = RealmAdmin.create(realm, "nobody");
        RealmAdmin querying = RealmAdmin.create(realm, "querying", "query-users");
        String alice = data(realm.userId("alice"));
        assertThat(nobody.get(alice).status()).isEqualTo(403);
        assertThat(querying.get(alice).status()).isEqualTo(403);
        assertThat(viewer.get(alice).status()).isEqualTo(200);
        assertThat(viewer.get(data("nobody's")).status()).isEqualTo(404);
        assertThat(nobody.get(data("nobody's")).status()).isEqualTo(403);
        TestRealm elsewhere = TestRealm.create(realm.server(), "user-data-elsewhere");
        assertThat(realm.admin().get(data(elsewhere.userId("alice"))).status()).isEqualTo(404);
    }

    @Test
    void whenAUserIsRemovedThenNoTableNamesHimAndNothingComesBack() {
        RealmAdmin helga = somebody("helga");
        Tokens alive = shop.refreshed(shop.login("helga"));
        App kiosk = removedAndAddedAgain("kiosk"); // its second removal comes before hers
        Tokens alices = kiosk.refreshed(kiosk.login("alice"));
        String bobsEnds =
                "select ID from TOKEN_FAMILY_END where REALM_ID = :realm and USER_ID = '" + realm.userId("bob") + "'";
        List<String> before = realm.inside().texts(bobsEnds);

        AdminApi.expectSuccess(realm.admin().delete("/user-data/users/" + helga.id()));
        Await.until(() -> isForgotten(helga));
        lateEnd(helga.id()); // right after the first removal, as another node records it that had it waiting
        assertThat(isForgotten(helga)).isFalse();

        assertThat(realm.inside().texts(bobsEnds)).as("what she did to others").containsAll(before);
        assertThat(shop.refresh(alive.refresh()).status()).isEqualTo(400);
        realm.admin().read("/user-data/token-families/history?userId=" + realm.userId("bob")); // with all that waits
        assertThat(realm.admin().get(data(helga.id())).status()).isEqualTo(404);
        assertThat(Await.within(UNTIL_THE_SECOND_REMOVAL, () -> isForgotten(helga)))
                .isTrue();
        assertThat(kiosk.refreshed(alices).generation())
                .as("of a client with the id of a removed one")
                .isEqualTo(2);
    }

    /** As by a realm file, or an export of the client, which name its id. */
    private App removedAndAddedAgain(String name) {
        String id = "id of the " + name;
        publicClient(name, id).login("alice");
        AdminApi.expectSuccess(realm.admin().delete("/user-data/clients/" + id.replace(" ", "%20")));
        return publicClient(name, id);
    }

    private App publicClient(String name, String id) {
        return realm.client(name, "telling", client -> {
            client.setPublicClient(true);
            client.setId(id);
        });
    }

    private boolean isForgotten(RealmAdmin user) {
        return PersonalColumns.all().stream()
                        .allMatch(column -> rows(column, user.id()).isEmpty())
                && realm.inside().outboxEntries(user.id()) == 0;
    }

    /** Of this moment, so that it is not purged for its age. */
    private void lateEnd(String userId) {
        realm.inside()
                .sql("insert into TOKEN_FAMILY_END (ID, REALM_ID, USER_ID, ENDED_AT, CAUSE, ACTOR) values ('" + userId
                        + "', :realm, '" + userId + "', "
                        + 1000 * realm.inside().now() + ", 'LOGOUT', 'USER')");
    }

    @Test
    void whenARealmIsRemovedThenItsNoticesGoToo() {
        TestRealm gone = TestRealm.create(realm.server(), "user-data-gone")
                .govern("telling", Map.of("notify-user", true, "grace-period-seconds", 0));
        App app = gone.publicClient("shop", "telling");
        Theft theft = Theft.of(app, app.login("alice"));
        Await.until(() -> gone.incident("familyId=" + theft.family()).has("mail"));
        String id = gone.admin().read("/user-data-gone").path("id").asText();
        String entries = "select ID from OUTBOX_ENTRY where REALM_ID = '" + id + "' and REALM_ID <> :realm";
        assertThat(realm.inside().texts(entries)).isNotEmpty();

        AdminApi.expectSuccess(gone.admin().delete("/user-data-gone"));
        Await.until(() -> realm.inside().texts(entries).isEmpty());
    }
}
