package dev.tokenfamily.live.admin;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenfamily.clientpolicy.Preset;
import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.FullRunOnly;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Presets are turned on and off by command, and what others have made of the realm's client policies stays. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PresetCommandsIT {

    private static final String MARK = " [token-family preset]";

    private final KeycloakServer server;
    private final Scene shared;

    PresetCommandsIT(KeycloakServer server) {
        this.server = server;
        shared = new Scene(server, "preset-shared");
    }

    /** A realm with a profile and a policy that somebody made by hand. */
    private static final class Scene {

        private final TestRealm realm;
        private final App spa;

        private Scene(KeycloakServer server, String name) {
            realm = TestRealm.create(server, name, settings -> settings.setAdminEventsEnabled(true))
                    .govern("hand-made", Map.of("grace-period-seconds", 20));
            spa = realm.publicClient("spa", "");
        }

        private Response turnOn(String preset, Map<String, ?> body) {
            return realm.admin().post("/" + realm.name() + "/token-families/presets/" + preset, body);
        }

        private JsonNode turnedOn(String preset, Map<String, ?> body) {
            return expectSuccess(turnOn(preset, body)).json();
        }

        private Response remove(String preset, String query) {
            return realm.admin().delete("/" + realm.name() + "/token-families/presets/" + preset + query);
        }

        private JsonNode stored(String list) {
            return realm.admin()
                    .read("/" + realm.name() + "/client-policies/" + list)
                    .path(list);
        }

        private List<String> names(String list) {
            return stored(list).findValuesAsText("name");
        }

        private List<String> roles(String clientId) {
            return realm.admin()
                    .read("/" + realm.name() + "/clients/" + realm.clientUuid(clientId) + "/roles")
                    .findValuesAsText("name");
        }

        private int adminEvents() {
            return realm.admin()
                    .read("/" + realm.name() + "/admin-events?resourcePath=token-families/*")
                    .size();
        }

        private String governs(String clientId) {
            return realm.admin()
                    .read("/" + realm.name() + "/token-families/policy?clientId=" + clientId)
                    .at("/effective/clientPolicy")
                    .asText();
        }
    }

    private static Map<String, ?> spa() {
        return Map.of("clientIds", List.of("spa"));
    }

    private static Map<String, ?> dry(String... clientIds) {
        return Map.of("clientIds", List.of(clientIds), "dryRun", true);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void givenHandMadeEntriesWhenAPresetIsTurnedOnThenItGovernsAndTheyStay() {
        Scene scene = new Scene(server, "preset-on");
        JsonNode handMadeProfile = scene.stored("profiles").get(0);
        JsonNode handMadePolicy = scene.stored("policies").get(0);

        JsonNode dry = scene.turnedOn("observe-first", dry("spa"));
        assertThat(texts(dry.path("changes"))).hasSize(3).anySatisfy(change -> assertThat(change)
                .contains("'enforcement' is 'observe'"));
        assertThat(texts(dry.path("warnings"))).singleElement().asString().contains("enforcement is observe");
        assertThat(scene.names("policies")).containsExactly("hand-made");
        assertThat(scene.roles("spa")).isEmpty();
        assertThat(scene.adminEvents()).isZero();

        Map<String, ?> named = Map.of(
                "clientIds", List.of("spa"), "version", dry.path("version").asText());
        JsonNode done = scene.turnedOn("observe-first", named);
        assertThat(done.path("changes")).isEqualTo(dry.path("changes"));
        assertThat(done.path("warnings")).isEqualTo(dry.path("warnings"));
        assertThat(done.path("version")).isNotEqualTo(dry.path("version"));
        assertThat(scene.names("policies")).containsExactly("hand-made", "token-family-observe-first");
        assertThat(scene.stored("profiles").get(0)).isEqualTo(handMadeProfile);
        assertThat(scene.stored("policies").get(0)).isEqualTo(handMadePolicy);
        assertThat(scene.adminEvents()).isEqualTo(1);
        assertThat(scene.governs("spa")).isEqualTo("token-family-observe-first");
        assertThat(scene.spa.refreshed(scene.spa.login("alice")).generation()).isEqualTo(1);

        JsonNode again = scene.turnedOn("observe-first", spa());
        assertThat(again.path("changes")).isEmpty();
        assertThat(again.path("version")).isEqualTo(done.path("version"));
        assertThat(scene.adminEvents()).as("nothing has been done").isEqualTo(1);
    }

    @Test
    void givenEntriesThatKeycloakWouldNotSaveThenTheyStayAsTheyAre() {
        Scene scene = new Scene(server, "preset-beside-odd");
        scene.realm.inside().storeProfiles("""
                {"profiles":[{"name":"odd","executors":[{"executor":"gone","configuration":{"a":[]}}]}]}""");
        scene.turnedOn("strict", spa());
        assertThat(scene.names("profiles")).containsExactly("odd", "token-family-strict");
        String attribute = scene.realm
                .admin()
                .read("/" + scene.realm.name() + "/client-policies/profiles")
                .at("/profiles/0/executors/0")
                .toString();
        assertThat(attribute).contains("\"gone\"");
    }

    @Test
    void givenListsThatChangedSinceTheDryRunThenNothingIsWritten() {
        Scene scene = new Scene(server, "preset-stale");
        String version =
                scene.turnedOn("browser-app", dry("spa")).path("version").asText();
        scene.realm.govern("another admin's", Map.of());
        JsonNode profiles = scene.stored("profiles");

        Response refused = scene.turnOn("browser-app", Map.of("clientIds", List.of("spa"), "version", version));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("errorMessage")).contains("changed since", version);
        assertThat(scene.stored("profiles")).isEqualTo(profiles);
        assertThat(scene.roles("spa")).isEmpty();

        String now = scene.turnedOn("browser-app", dry("spa")).path("version").asText();
        scene.turnedOn("browser-app", Map.of("clientIds", List.of("spa"), "version", now));
        assertThat(scene.names("profiles")).contains("hand-made", "another admin's", "token-family-browser-app");
    }

    @Test
    void givenAnAdminForEachPresetAtTheSameMomentThenNobodyErasesWhatAnotherWrites() {
        for (int round = 0; round < 3; round++) {
            Scene scene = new Scene(server, "preset-race-" + round);
            List<Response> answers =
                    Callers.atOnce(Preset.NAMES.size(), number -> scene.turnOn(Preset.NAMES.get(number), Map.of()));
            assertThat(answers).extracting(Response::status).containsOnly(200);
            for (String list : List.of("profiles", "policies")) {
                assertThat(scene.names(list))
                        .as(list)
                        .hasSize(Preset.NAMES.size() + 1)
                        .contains("hand-made");
            }
        }
    }

    /** The database keeps one of them from inserting what the other one inserts; whoever is told so has written nothing. */
    @Test
    void givenARealmWithoutAnyPoliciesWhenTheFirstTwoComeAtTheSameMomentThenBothAreThereOrOneIsRefused() {
        for (int round = 0; round < 5; round++) {
            TestRealm empty = TestRealm.create(server, "preset-first-" + round, TestRealm::forLoad);
            String path = "/" + empty.name() + "/token-families/presets/";
            List<String> presets = List.of("strict", "fapi2");
            List<Response> answers =
                    Callers.atOnce(2, number -> empty.admin().post(path + presets.get(number), Map.of()));
            JsonNode stored = empty.admin().read("/" + empty.name() + "/client-policies/policies");
            List<String> names = stored.path("policies").findValuesAsText("name");
            for (int number = 0; number < 2; number++) {
                assertThat(answers.get(number).status()).isIn(200, 409);
                assertThat(names.contains("token-family-" + presets.get(number)))
                        .as("%s: %s", presets.get(number), answers.get(number).text())
                        .isEqualTo(answers.get(number).status() == 200);
            }
        }
    }

    @Test
    void givenTwoWhoNameTheSameVersionAtTheSameMomentThenOneOfThemIsRefused() {
        for (int round = 0; round < 5; round++) {
            Scene scene = new Scene(server, "preset-twice-" + round);
            String version = scene.turnedOn("strict", dry()).path("version").asText();
            List<Response> answers = Callers.atOnce(
                    2, number -> scene.turnOn(List.of("strict", "fapi2").get(number), Map.of("version", version)));
            assertThat(answers).extracting(Response::status).containsExactlyInAnyOrder(200, 409);
            assertThat(scene.names("policies")).hasSize(2);
        }
    }

    @Test
    void givenAnEntryOfItsNameThatIsSomebodyElsesThenItIsLeftAlone() {
        Scene scene = new Scene(server, "preset-taken");
        scene.realm.govern("token-family-strict", Map.of("grace-period-seconds", 7));
        JsonNode profiles = scene.stored("profiles");
        for (Response refused : List.of(scene.turnOn("strict", Map.of()), scene.remove("strict", ""))) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text("errorMessage")).contains("'token-family-strict'", "not made by this command");
        }
        assertThat(scene.stored("profiles")).isEqualTo(profiles);
    }

    @Test
    void whenItIsEditedThenOnlyWhatIsGivenDiffersFromThePreset() {
        Scene scene = new Scene(server, "preset-edited");
        scene.turnedOn("browser-app", spa());
        Map<String, ?> grace = Map.of("configuration", Map.of("grace-period-seconds", "15", "notify-user", true));
        assertThat(texts(scene.turnedOn("browser-app", grace).path("changes")))
                .containsExactly(
                        "'grace-period-seconds' becomes '15'; it was '10'.",
                        "'notify-user' becomes 'true'; it was its default.");
        assertThat(texts(scene.turnedOn("browser-app", spa()).path("changes")))
                .as("no configuration, no change")
                .isEmpty();
        assertThat(texts(scene.turnedOn("browser-app", Map.of("configuration", Map.of()))
                        .path("changes")))
                .as("the preset's own")
                .hasSize(2);

        Response refused = scene.turnOn("browser-app", Map.of("configuration", Map.of("grace-period-seconds", "-1")));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("errorMessage")).contains("'grace-period-seconds'", "from 0 to 86400");
        Response noAction =
                scene.turnOn("browser-app", Map.of("configuration", Map.of("on-reuse-required-action", "NONE_SUCH")));
        assertThat(noAction.status()).isEqualTo(400);
        assertThat(noAction.text("errorMessage")).contains("Enabled are: ", "UPDATE_PASSWORD");
    }

    @Test
    void givenAClientUnderAPresetThatWasMadeToEnforceWhenAnotherIsPutUnderItThenBothCommandsSayWhatItMeans() {
        Scene scene = new Scene(server, "preset-common");
        scene.realm.publicClient("other", "");
        scene.realm.publicClient("third", "");
        Map<String, ?> enforce = Map.of("enforcement", "enforce");
        scene.turnedOn("observe-first", Map.of("clientIds", List.of("spa", "other")));

        JsonNode enforced =
                scene.turnedOn("observe-first", Map.of("clientIds", List.of("spa"), "configuration", enforce));
        assertThat(texts(enforced.path("warnings")))
                .singleElement()
                .asString()
                .contains("also for 'other'", "enforcement is enforce");

        JsonNode joined = scene.turnedOn("observe-first", dry("third"));
        assertThat(texts(joined.path("warnings")))
                .hasSize(2)
                .anySatisfy(warning -> assertThat(warning).contains("also for 'other', 'spa'"))
                .anySatisfy(warning -> assertThat(warning).contains("'third' gets", "enforcement is enforce"));
        assertThat(scene.roles("third")).isEmpty();
    }

    @Test
    void givenAnAdminWhoMayNotViewClientsThenOthersAreOnlyCounted() {
        Scene scene = new Scene(server, "preset-common-unseen");
        scene.turnedOn("strict", spa());
        RealmAdmin admin = RealmAdmin.create(scene.realm, "carol", "manage-realm");
        Response changed = admin.call(
                "POST",
                "/" + scene.realm.name() + "/token-families/presets/strict",
                "{\"configuration\":{\"grace-period-seconds\":\"5\"}}");
        assertThat(texts(expectSuccess(changed).json().path("warnings")))
                .singleElement()
                .asString()
                .contains("also for 1 more client")
                .doesNotContain("'spa'");
    }

    @Test
    void givenAPolicyBelowThatMatchesTooThenThereIsAWarningOfIt() {
        Scene scene = new Scene(server, "preset-below");
        scene.turnedOn("strict", spa());
        scene.turnedOn("fapi2", spa());
        assertThat(scene.governs("spa")).isEqualTo("token-family-fapi2");
        assertThat(texts(scene.turnedOn("strict", spa()).path("warnings")))
                .anySatisfy(warning -> assertThat(warning).contains("'token-family-fapi2'", "the last one"));

        assertThat(texts(scene.turnedOn("rfc9700-public", Map.of()).path("changes")))
                .anySatisfy(change -> assertThat(change).contains("as the first"));
        assertThat(scene.governs("spa")).as("a rule for all stands above").isEqualTo("token-family-fapi2");
    }

    @Test
    void whenAClientIsTakenOutOrAPresetTurnedOffThenNothingElseGoes() {
        Scene scene = new Scene(server, "preset-off");
        scene.realm.publicClient("other", "");
        scene.turnedOn("strict", Map.of("clientIds", List.of("spa", "other")));
        JsonNode listed = presets(scene).path("strict");
        assertThat(texts(listed.path("clientIds"))).containsExactlyInAnyOrder("spa", "other");
        assertThat(listed.at("/applied/grace-period-seconds").asInt(-1)).isZero();

        String version = scene.turnedOn("strict", dry()).path("version").asText();
        for (String query : List.of("?clientId=spa&version=v0", "?version=v0")) {
            Response refused = scene.remove("strict", query);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text("errorMessage")).contains("changed since", "v0");
        }
        assertThat(scene.roles("spa")).isNotEmpty();
        assertThat(scene.names("policies")).contains("token-family-strict");

        assertThat(expectSuccess(scene.remove("strict", "?clientId=spa&version=" + version))
                        .json()
                        .path("changes"))
                .hasSize(1);
        assertThat(scene.governs("spa")).isEmpty();
        assertThat(scene.governs("other")).isEqualTo("token-family-strict");

        assertThat(expectSuccess(scene.remove("strict", "?version=" + version))
                        .json()
                        .path("changes"))
                .hasSize(3);
        assertThat(scene.names("policies")).containsExactly("hand-made");
        assertThat(scene.names("profiles")).containsExactly("hand-made");
        assertThat(scene.roles("other")).isEmpty();
        assertThat(presets(scene).path("strict").has("applied")).isFalse();
    }

    private static JsonNode presets(Scene scene) {
        ObjectNode byName = JsonNodeFactory.instance.objectNode();
        scene.realm
                .admin()
                .read("/" + scene.realm.name() + "/token-families/presets")
                .forEach(preset -> byName.set(preset.path("name").asText(), preset));
        return byName;
    }

    @Test
    void givenAPolicyThatSomebodyDisabledThenItIsEnabledAgainAndNothingElseIsSaid() {
        Scene scene = new Scene(server, "preset-disabled");
        scene.turnedOn("strict", spa());
        JsonNode policies = scene.stored("policies");
        ((ObjectNode) policies.get(1)).put("enabled", false);
        expectSuccess(scene.realm
                .admin()
                .put("/" + scene.realm.name() + "/client-policies/policies", Map.of("policies", policies)));
        assertThat(policies.get(1).path("description").asText()).endsWith(MARK);
        assertThat(texts(scene.turnedOn("strict", Map.of()).path("changes")))
                .containsExactly("The client policy 'token-family-strict' is enabled again.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "none, 403, 403",
        "view-users, 403, 403",
        "view-realm, 200, 403",
        "manage-users, 403, 403",
        "manage-clients, 403, 403",
        "manage-realm, 200, 200"
    })
    void givenAnAdminThenManageRealmDecides(String role, int reads, int writes) {
        Scene scene = new Scene(server, "preset-right-of-" + role);
        RealmAdmin admin = role.equals("none")
                ? RealmAdmin.create(scene.realm, "carol")
                : RealmAdmin.create(scene.realm, "carol", role);
        String presets = "/" + scene.realm.name() + "/token-families/presets";
        assertThat(admin.get(presets).status()).isEqualTo(reads);
        assertThat(admin.get(presets + "/form").status()).isEqualTo(reads);
        assertThat(admin.call("POST", presets + "/strict", "{\"dryRun\":true}").status())
                .isEqualTo(writes);
        assertThat(admin.call("POST", presets + "/strict", "{\"clientIds\":[\"spa\"]}")
                        .status())
                .isEqualTo(writes);
        assertThat(scene.roles("spa")).hasSize(writes == 200 ? 1 : 0);
        assertThat(admin.call("DELETE", presets + "/strict", "").status()).isEqualTo(writes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "strict | {\"clientIds\":\"spa\"} | 400 | 'clientIds'",
                "strict | {\"clientIds\":[7]} | 400 | 'clientIds'",
                "strict | {\"clientIds\":[\"nobody\"]} | 404 | client",
                "strict | {\"configuration\":[]} | 400 | 'configuration'",
                "strict | {\"configuration\":{\"grace\":1}} | 400 | 'grace'",
                "strict | {\"configuration\":{\"rotation\":null}} | 400 | 'rotation'",
                "strict | {\"configurations\":{}} | 400 | 'configurations'",
                "strict | {\"dryRun\":\"yes\"} | 400 | 'dryRun'",
                "rfc9700-public | {\"clientIds\":[\"spa\"]} | 400 | says itself",
                "lenient | {} | 404 | preset"
            })
    void givenWrongInputThenTheAnswerNamesIt(String preset, String body, int status, String named) {
        Scene scene = new Scene(server, "preset-wrong-" + Integer.toHexString((preset + body).hashCode()));
        Response answer = scene.turnOn(preset, Map.of());
        assertThat(answer.status()).isNotEqualTo(500);
        Response wrong = scene.realm.admin().post("/" + scene.realm.name() + "/token-families/presets/" + preset, body);
        assertThat(wrong.status()).as(wrong.text()).isEqualTo(status);
        assertThat(wrong.text()).contains(named);
    }

    @Test
    void whenTheFormIsReadThenItHasTheWordsOfTheConsoleInALanguage() {
        Scene scene = shared;
        String path = "/" + scene.realm.name() + "/token-families/presets/form";
        JsonNode english = scene.realm.admin().read(path);
        assertThat(english.path("groups").findValuesAsText("name"))
                .containsExactly(
                        "enforcement",
                        "rotation",
                        "grace",
                        "recovery",
                        "scope",
                        "reactions",
                        "lifetimes",
                        "users",
                        "origin");
        assertThat(english.at("/groups/0/keys/0/label").asText()).isEqualTo("Enforcement mode");
        assertThat(english.at("/groups/0/keys/0/help").asText()).contains("stolen refresh tokens keep working");
        assertThat(texts(english.at("/groups/5/keys/1/options")))
                .startsWith("none")
                .contains("UPDATE_PASSWORD", "TOKEN_FAMILY_NOTICE")
                .doesNotContain("TERMS_AND_CONDITIONS");
        for (String language : List.of("de", "fr", "es", "pt", "pt-BR", "ja", "zh-CN")) {
            assertThat(scene.realm
                            .admin()
                            .read(path + "?locale=" + language)
                            .at("/groups/0/keys/0/label")
                            .asText())
                    .as(language)
                    .isNotBlank()
                    .isNotEqualTo("Enforcement mode");
        }
        assertThat(scene.realm
                        .admin()
                        .read(path + "?locale=sv")
                        .at("/groups/0/keys/0/label")
                        .asText())
                .isEqualTo("Enforcement mode");
        assertThat(scene.realm.admin().get(path + "?locale=a%20b").status()).isEqualTo(400);
    }
}
