package dev.tokenfamily.live.webhook;

import static dev.tokenfamily.live.webhook.WebhookScene.ALL;
import static dev.tokenfamily.live.webhook.WebhookScene.webhook;
import static dev.tokenfamily.live.webhook.WebhookServer.NEXT_SECRET;
import static dev.tokenfamily.live.webhook.WebhookServer.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Program;
import dev.tokenfamily.harness.page.NodeModules;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.live.admin.RealmAdmin;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.util.JsonSerialization;

/** What other systems are told, and where an admin of a realm cannot have it told. */
@FullRunOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookIT {

    private static final String INCIDENT = "dev.tokenfamily.incident";

    private final WebhookServer server = WebhookServer.start();
    private final WebhookReceiver receiver = server.receiver();

    @BeforeEach
    void restore() {
        server.restore();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String in(WebhookScene scene) {
        return "/in/" + scene.realm().name();
    }

    private String url(String host, String path) {
        return server.url(host, path);
    }

    private WebhookScene scene(String name) {
        return server.scene(name);
    }

    /** The realm with one receiver, which is told everything. */
    private WebhookScene told(String name) {
        WebhookScene scene = scene(name);
        scene.configure(List.of(webhook("siem", url("siem.test", in(scene)), ALL, "${vault.siem}")));
        return scene;
    }

    @Test
    void givenATheftThenItIsToldOnceAndSigned() {
        WebhookScene scene = told("hooked");
        Theft theft = scene.theftFrom("alice");

        Received told = receiver.next(in(scene), INCIDENT);

        assertThat(told.isSignedBy(SECRET)).isTrue();
        assertThat(told.isSignedBy(NEXT_SECRET)).isFalse();
        assertThat(told.timestamp())
                .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond() + 1);
        assertThat(told.headers()).containsEntry("content-type", "application/cloudevents+json; charset=utf-8");
        JsonNode incident = scene.realm().incident("familyId=" + theft.family());
        assertThat(told.event().path("id").asText()).isEqualTo(told.id());
        assertThat(told.event().path("source").asText())
                .isEqualTo(scene.realm().url().toString());
        assertThat(told.event().path("subject").asText())
                .isEqualTo(incident.path("id").asText());
        assertThat(told.data().path("type_uid").asInt()).isEqualTo(200401);
        assertThat(told.data().at("/evidences/0/user/uid").asText())
                .isEqualTo(scene.realm().userId("alice"));
        assertThat(told.data().at("/unmapped/token_family/clientId").asText()).isEqualTo("shop");
        assertThat(told.body())
                .doesNotContain(theft.stolen().refresh(), theft.stolen().access(), "alice@example.org", "whsec_");
        JsonNode delivery = scene.awaitDelivery("siem", "state", "delivered");
        assertThat(delivery.path("id").asText()).isEqualTo(told.id());
        assertThat(delivery.path("subject").asText())
                .isEqualTo(incident.path("id").asText());
        assertThat(server.server().metrics())
                .contains("keycloak_token_family_webhooks_total{outcome=\"delivered\",realm=\"hooked\"");

        theft.again(scene.app());
        scene.theftFrom("bob");
        receiver.next(in(scene), one -> one.body().contains(scene.realm().userId("bob")));
        assertThat(receiver.at(in(scene))).hasSize(2);
    }

    /** What a receiver does with it, by the library that Standard Webhooks publishes. */
    @Test
    void givenAPublishedLibraryThenItAcceptsTheMessageAndNothingElse() throws IOException {
        Path modules = NodeModules.install();
        WebhookScene scene = told("library");
        scene.theftFrom("alice");
        Received told = receiver.next(in(scene), INCIDENT);

        assertThat(verified(modules, SECRET, told.headers(), told.body())).isEqualTo("{\"type\":\"" + INCIDENT + "\"}");
        assertThat(verified(modules, NEXT_SECRET, told.headers(), told.body())).contains("refused");
        assertThat(verified(modules, SECRET, told.headers(), told.body().replace("High", "Low")))
                .contains("refused");
        Map<String, String> replayed = new HashMap<>(told.headers());
        replayed.put("webhook-timestamp", String.valueOf(told.timestamp() - 3600));
        assertThat(verified(modules, SECRET, replayed, told.body())).contains("refused");
    }

    private static String verified(Path modules, String secret, Map<String, String> headers, String body)
            throws IOException {
        Path input = Files.writeString(
                modules.resolve("delivery.json"),
                JsonSerialization.writeValueAsString(Map.of("secret", secret, "headers", headers, "body", body)));
        return Program.named("bash", "bash")
                .run(modules, "-c", "node webhook.mjs < " + input.getFileName())
                .strip();
    }

    @Test
    void givenWhatPeopleMakeOfItThenThatIsToldToo() {
        WebhookScene scene = told("followed");
        Theft theft = scene.theftFrom("alice");
        JsonNode incident = scene.realm().incident("familyId=" + theft.family());
        String state =
                "/followed/token-families/incidents/" + incident.path("id").asText() + "/state";

        AdminApi.expectSuccess(scene.realm().admin().put(state, Map.of("state", "false-alarm", "expected", "open")));
        AdminApi.expectSuccess(scene.realm()
                .admin()
                .post(
                        "/followed/token-families/revoke",
                        Map.of("userId", scene.realm().userId("bob"))));
        scene.app().refreshed(scene.app().login("alice"));
        AdminApi.expectSuccess(scene.realm()
                .admin()
                .post(
                        "/followed/token-families/revoke",
                        Map.of("userId", scene.realm().userId("alice"))));

        Received decided = receiver.next(in(scene), INCIDENT + ".state");
        assertThat(decided.data().path("type_uid").asInt()).isEqualTo(200403);
        assertThat(decided.data().path("verdict").asText()).isEqualTo("False Positive");
        assertThat(decided.isSignedBy(SECRET)).isTrue();
        Received ended = receiver.next(
                in(scene),
                one -> one.type().equals("dev.tokenfamily.end")
                        && one.body().contains(scene.realm().userId("alice")));
        assertThat(ended.data().path("type_uid").asInt()).isEqualTo(300202);
        assertThat(ended.data().at("/unmapped/token_family/cause").asText()).isEqualTo("admin-revocation");
    }

    @Test
    void givenAReceiverThatIsDownThenItIsToldWhenItIsUpAgainWithTheSameId() {
        WebhookScene scene = told("down");
        receiver.answering(503);
        try {
            scene.theftFrom("alice");
            JsonNode failed = scene.awaitDelivery("siem", "problem", "The host answered 503");
            assertThat(failed.path("state").asText()).isEqualTo("pending");
        } finally {
            receiver.answering(204);
        }

        JsonNode delivered = scene.awaitDelivery("siem", "state", "delivered");

        List<Received> attempts = receiver.at(in(scene));
        assertThat(attempts).hasSizeGreaterThan(1);
        assertThat(attempts)
                .extracting(Received::id)
                .containsOnly(delivered.path("id").asText());
        assertThat(attempts)
                .extracting(Received::body)
                .containsOnly(attempts.get(0).body());
        assertThat(attempts)
                .allSatisfy(one -> assertThat(one.isSignedBy(SECRET)).isTrue());
    }

    /** The other one answers only while the silent one holds its connection: neither can be told after the other. */
    @Test
    void givenOneThatNeverAnswersThenTheOthersAreToldMeanwhile() {
        WebhookScene scene = scene("silent");
        scene.configure(List.of(
                webhook("silent", server.silentUrl(), "incident", "${vault.siem}"),
                webhook("siem", url("siem.test", "/meeting"), "incident", "${vault.siem}")));
        scene.theftFrom("alice");

        scene.awaitDelivery("siem", "state", "delivered");

        assertThat(server.silent().came()).isPositive();
        assertThat(scene.delivery("silent").path("state").asText()).isEqualTo("pending");
        Await.until(() -> scene.deliveries("?endpoint=silent").findValuesAsText("problem").stream()
                .anyMatch(problem ->
                        problem.equals("The host does not answer") || problem.startsWith("The host took longer")));
    }

    @Test
    void givenARedirectThenItIsNotFollowed() {
        WebhookScene scene = scene("moved");
        scene.configure(List.of(webhook("siem", url("siem.test", "/moved"), "incident", "${vault.siem}")));
        scene.theftFrom("alice");

        scene.awaitDelivery("siem", "problem", "The host answered 303, and redirects are not followed");

        assertThat(receiver.at("/in/elsewhere")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://siem.test:PORT/in | " + SECRET + " | Secrets are kept in the vault",
                "https://siem.test:PORT/in | ${vault.../../conf/keycloak.conf} | Secrets are kept in the vault",
                "http://siem.test:PORT/in | ${vault.siem} | must be of https",
                "https://siem.test/in | ${vault.siem} | does not allow webhooks to siem.test, port 443",
                "https://127.0.0.1:PORT/in | ${vault.siem} | does not allow webhooks to 127.0.0.1",
                "https://169.254.169.254/latest/meta-data/ | ${vault.siem} | does not allow webhooks to 169.254.169.254",
                "https://[::ffff:169.254.169.254]/ | ${vault.siem} | does not allow webhooks to [::ffff:169.254.169.254]",
                "https://siem.test.evil.example/in | ${vault.siem} | does not allow webhooks to siem.test.evil.example",
                "https://siem.test:PORT@evil.example/in | ${vault.siem} | without user"
            })
    void givenAnAimThatIsNotAllowedThenItIsRefusedByName(String address, String secret, String said) {
        WebhookScene scene = scene("aim-" + Integer.toHexString((address + secret).hashCode()));

        Response refused = scene.put(
                List.of(webhook("siem", address.replace("PORT", String.valueOf(receiver.port())), "incident", secret)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("errorMessage")).contains(said).doesNotContain("MfKQ9");
        assertThat(scene.realm().admin().read(scene.path("")).path("endpoints")).isEmpty();
    }

    /** The name is allowed, and leads inside: once as a fact, once because whoever owns it has changed it since. */
    @Test
    void givenAnAllowedNameThatLeadsInsideThenNothingIsDelivered() {
        WebhookScene scene = scene("inside");
        scene.configure(List.of(
                webhook("inside", url("inside.test", in(scene)), "incident", "${vault.siem}"),
                webhook("cloud", url("cloud.test", in(scene)), "incident", "${vault.siem}")));
        scene.theftFrom("alice");

        scene.awaitDelivery("inside", "problem", "The host is at an address that is refused: loopback");
        scene.awaitDelivery("cloud", "problem", "The host is at an address that is refused: link-local");

        server.lead("siem.test", "10.0.0.1");
        try {
            scene.configure(List.of(webhook("siem", url("siem.test", in(scene)), "incident", "${vault.siem}")));
            scene.theftFrom("bob");
            scene.awaitDelivery("siem", "problem", "The host is at an address that is refused: private");
        } finally {
            server.lead("siem.test", "127.0.0.1");
        }
        assertThat(receiver.at(in(scene)).stream()
                        .filter(one -> one.header("host").startsWith("inside.test")
                                || one.header("host").startsWith("cloud.test")))
                .isEmpty();
    }

    /** An admin of a realm writes the attribute itself, where nobody looks at it. */
    @Test
    void givenAnAttributeThatIsWrittenPastUsThenItIsCheckedWhereItIsUsed() {
        WebhookScene scene = scene("past-us");
        scene.writeAttribute("[{\"id\":\"siem\",\"url\":\"https://169.254.169.254/\",\"secrets\":[\"${vault.siem}\"],"
                + "\"events\":[\"incident\"]}]");
        assertThat(scene.realm()
                        .admin()
                        .read(scene.path(""))
                        .at("/endpoints/0/problem")
                        .asText())
                .contains("does not allow webhooks to 169.254.169.254");
        scene.theftFrom("alice");
        scene.awaitDelivery("siem", "problem", "does not allow webhooks to 169.254.169.254");

        scene.writeAttribute("[{\"id\":\"siem\",\"url\":\"" + url("siem.test", in(scene)) + "\",\"secrets\":[\""
                + SECRET + "\"],\"events\":[\"incident\"]}]");
        JsonNode configured = scene.realm().admin().read(scene.path(""));
        assertThat(configured.path("endpoints")).isEmpty();
        assertThat(configured.path("problem").asText())
                .contains("Secrets are kept in the vault")
                .doesNotContain("MfKQ9");
        scene.awaitDelivery("siem", "problem", "Secrets are kept in the vault");
        assertThat(receiver.at(in(scene))).isEmpty();
    }

    @Test
    void givenAVaultThatLacksTheSecretThenThatIsSaidAndItIsToldOnceItIsThere() {
        WebhookScene scene = scene("vaultless");
        JsonNode configured = scene.configure(
                List.of(webhook("siem", url("siem.test", in(scene)), "incident", "${vault.siem}", "${vault.next}")));
        assertThat(configured.at("/endpoints/0/problem").asText())
                .isEqualTo("The vault has no entry for ${vault.next}");
        scene.theftFrom("alice");
        scene.awaitDelivery("siem", "problem", "The vault has no entry for ${vault.next}");
        assertThat(receiver.at(in(scene))).isEmpty();

        server.keep("vaultless_next", "smtp-password");
        scene.awaitDelivery("siem", "problem", "is not 'whsec_' and the base64");
        server.keep("vaultless_next", NEXT_SECRET);
        replay(scene, scene.delivery("siem").path("id").asText());

        Received told = receiver.next(in(scene), INCIDENT);
        assertThat(told.isSignedBy(SECRET)).isTrue();
        assertThat(told.isSignedBy(NEXT_SECRET)).isTrue();
    }

    private static Response replay(WebhookScene scene, String id) {
        return scene.realm().admin().post(scene.path("/deliveries/" + id + "/replay"), "");
    }

    @Test
    void givenAMessageThatWasGivenUpWhenItIsReplayedThenItComesWithItsOldId() {
        WebhookScene scene = told("replayed");
        receiver.answering(503);
        try {
            scene.theftFrom("alice");
            scene.awaitDelivery("siem", "problem", "503");
            scene.configure(List.of());
            scene.awaitDelivery("siem", "state", "dead_letter");
        } finally {
            receiver.answering(204);
        }
        JsonNode dead = scene.deliveries("?state=dead_letter").path(0);
        assertThat(dead.path("problem").asText()).isEqualTo("The realm has no such webhook any more");
        assertThat(server.server().metrics())
                .as("what the alert TokenFamilyWebhooksGivenUp looks at")
                .contains("keycloak_token_family_webhooks_total{outcome=\"orphaned\",realm=\"replayed\"");
        scene.configure(List.of(webhook("siem", url("siem.test", in(scene)), ALL, "${vault.siem}")));
        int before = receiver.at(in(scene)).size();

        assertThat(replay(scene, dead.path("id").asText()).status()).isEqualTo(204);

        Await.until(() -> receiver.at(in(scene)).size() == before + 1);
        assertThat(receiver.at(in(scene)).get(before).id())
                .isEqualTo(dead.path("id").asText());
        scene.awaitDelivery("siem", "state", "delivered");
    }

    /** Its seven hours are over at once: the next attempt is the eighth. */
    @Test
    void givenAReceiverThatStaysDownThenTheMessageIsGivenUpAndCountedAsSuch() {
        WebhookScene scene = told("given-up");
        receiver.answering(503);
        scene.theftFrom("alice");
        scene.awaitDelivery("siem", "problem", "503");
        assertThat(server.server().metrics())
                .contains("keycloak_token_family_webhooks_total{outcome=\"retry\",realm=\"given-up\"");

        Await.until(() -> {
            scene.realm()
                    .inside()
                    .sql("update OUTBOX_ENTRY set ATTEMPTS = 7, NEXT_ATTEMPT_AT = CREATED_AT where REALM_ID = :realm"
                            + " and ENTRY_KIND = 'token-family-webhook' and STATUS = 'PENDING' and ATTEMPTS < 7");
            return scene.delivery("siem").path("state").asText().equals("dead_letter");
        });

        assertThat(scene.delivery("siem").path("problem").asText()).isEqualTo("The host answered 503");
        assertThat(server.server().metrics())
                .as("what the alert TokenFamilyWebhooksGivenUp looks at")
                .contains("keycloak_token_family_webhooks_total{outcome=\"dead_letter\",realm=\"given-up\"");
    }

    @Test
    void givenSomebodyElsesRightsThenNothingIsSeenOrReplayed() {
        WebhookScene scene = told("rights");
        scene.theftFrom("alice");
        String id = scene.awaitDelivery("siem", "state", "delivered").path("id").asText();
        WebhookScene other = scene("rights-elsewhere");
        RealmAdmin viewer = RealmAdmin.create(scene.realm(), "viewer", "view-realm");
        RealmAdmin nobody = RealmAdmin.create(scene.realm(), "clerk", "manage-users");

        assertThat(replay(other, id).status()).isEqualTo(404);
        assertThat(List.of("unknown", "%00", "x".repeat(300)))
                .allSatisfy(unknown ->
                        assertThat(replay(scene, unknown).status()).as(unknown).isEqualTo(404));
        assertThat(viewer.call("GET", scene.path(""), "").status()).isEqualTo(200);
        assertThat(viewer.call("POST", scene.path("/deliveries/" + id + "/replay"), "")
                        .status())
                .isEqualTo(403);
        assertThat(viewer.call("PUT", scene.path(""), "{\"endpoints\":[]}").status())
                .isEqualTo(403);
        assertThat(nobody.call("GET", scene.path(""), "").status()).isEqualTo(403);
        assertThat(nobody.call("GET", scene.path("/deliveries"), "").status()).isEqualTo(403);
        assertThat(nobody.call("POST", scene.path("/deliveries/" + id + "/replay"), "")
                        .status())
                .isEqualTo(403);
        assertThat(receiver.at(in(scene))).hasSize(1);
    }

    @Test
    void givenNothingConfiguredThenNothingIsQueued() {
        WebhookScene scene = scene("quiet");
        scene.theftFrom("alice");
        WebhookScene picky = scene("picky");
        picky.configure(List.of(webhook("siem", url("siem.test", in(picky)), "end", "${vault.siem}")));
        picky.theftFrom("alice");

        Await.until(() -> picky.realm().incident("").path("id").isTextual());
        assertThat(scene.realm().incident("").path("id").isTextual()).isTrue();
        assertThat(scene.deliveries("")).isEmpty();
        assertThat(picky.deliveries("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"?state=dead, 'state'", "?state=PENDING, 'state'", "?max=-1, 'max'", "?id=1, 'id'"})
    void givenAQuestionThatIsWrongThenItIsRefusedByName(String query, String named) {
        WebhookScene scene = scene("asked-" + Integer.toHexString(query.hashCode()));

        Response refused = scene.realm().admin().get(scene.path("/deliveries" + query));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("errorMessage")).contains(named);
    }
}
