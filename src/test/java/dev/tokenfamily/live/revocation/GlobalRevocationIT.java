package dev.tokenfamily.live.revocation;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static dev.tokenfamily.live.revocation.RevokingClient.body;
import static dev.tokenfamily.live.revocation.RevokingClient.email;
import static dev.tokenfamily.live.revocation.RevokingClient.issSub;
import static dev.tokenfamily.live.revocation.RevokingClient.lives;
import static dev.tokenfamily.live.revocation.RevokingClient.opaque;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Broker;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.FullRunOnly;
import dev.tokenfamily.suite.Measured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.util.JsonSerialization;

/** A system outside has everything of a user ended (draft-parecki-oauth-global-token-revocation-06). */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GlobalRevocationIT {

    private final GlobalRevocationScene scene;
    private final KeycloakServer withoutOption;
    private final TestRealm realm;
    private final App app;
    private final App resourceServer;

    GlobalRevocationIT(KeycloakServer other, @TempDir Path data) throws IOException, InterruptedException {
        scene = new GlobalRevocationScene(data);
        withoutOption = other;
        realm = scene.realm();
        app = realm.publicClient("app", "strict");
        resourceServer = realm.resourceServer();
    }

    @AfterAll
    void stop() {
        scene.close();
    }

    private RevokingClient tool(String clientId) {
        return RevokingClient.bySecret(realm, clientId).withRole();
    }

    private RevokingClient signer(String clientId) {
        return RevokingClient.byKey(realm, clientId, Map.of()).withRole();
    }

    /** A user of a story's own; the id. */
    private String user(String name) {
        return realm.withUser(name, settings -> {}).userId(name);
    }

    private static void assertTaken(Response answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        assertThat(answer.text()).isEmpty();
    }

    private static void assertRejected(Response answer, int status, String error) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text("error")).isEqualTo(error);
        assertThat(answer.text("error_description")).isNotEmpty();
    }

    private JsonNode history(String userId) {
        return realm.admin().read("/" + realm.name() + "/token-families/history?userId=" + userId);
    }

    @Test
    void whenATokenOfTheRoleAsksThenEverythingOfTheUserEndsAndNobodyElsesDoes() {
        RevokingClient tool = tool("tool");
        App ungoverned = realm.publicClient("ungoverned", "");
        String grace = user("grace");
        Tokens rotated = app.refreshed(app.login("grace"));
        Tokens neverRefreshed = app.login("grace");
        Tokens offline = app.login("grace", "openid offline_access");
        Tokens native_ = ungoverned.login("grace");
        Browser browser = new Browser();
        Tokens page = browser.open(realm.publicClient("page", "strict"), "grace");
        Tokens others = app.refreshed(app.login("bob"));

        assertTaken(tool.revoke(grace));
        JsonNode outcome = scene.outcome(tool, 1);

        assertThat(outcome.path("format").asText()).isEqualTo("opaque");
        assertThat(outcome.path("userId").asText()).isEqualTo(grace);
        assertThat(outcome.path("complete").asBoolean()).isTrue();
        assertThat(outcome.path("families").asInt()).isEqualTo(1);
        assertThat(outcome.path("userSessions").asInt()).isGreaterThanOrEqualTo(5);
        for (Tokens ended : List.of(rotated, neverRefreshed, offline, page)) {
            assertThat(app.refreshOnce(ended.refresh()).text("error")).isEqualTo("invalid_grant");
            assertThat(resourceServer.accessActive(ended.access())).isFalse();
            assertThat(app.userinfo(ended.access()).status()).isEqualTo(401);
        }
        assertThat(ungoverned.refreshOnce(native_.refresh()).text("error")).isEqualTo("invalid_grant");
        assertThat(realm.inside()
                        .row(rotated.familyId())
                        .path("revocation_reason")
                        .asText())
                .isEqualTo("GLOBAL_REVOCATION");
        assertThat(Browser.asksToLogIn(browser.look(Browser.loginOf(app)))).isTrue();
        assertThat(lives(app, others)).isTrue();
        assertThat(lives(app, app.login("grace"))).as("after a login").isTrue();

        JsonNode end = history(grace).get(0);
        assertThat(end.path("cause").asText()).isEqualTo("global-revocation");
        assertThat(end.path("scope").asText()).isEqualTo("user");
        assertThat(end.path("by").path("kind").asText()).isEqualTo("client");
        assertThat(end.path("detail").asText()).isEqualTo("tool");
        assertThat(end.path("from").path("address").asText()).isEqualTo("127.0.0.1");
        assertThat(end.path("from").path("userAgent").asText()).isEqualTo("incident-tool/1");
    }

    @Test
    void whenASignedJwtAsksThenTheUserIsLoggedOutAndTheSameJwtIsGoodForNothingMore() {
        RevokingClient signer = signer("signer");
        String linus = user("linus");
        Tokens tokens = app.refreshed(app.login("linus"));
        String jwt = signer.assertion(claims -> claims);

        assertTaken(signer.send("Bearer " + jwt, opaque(linus)));
        scene.outcome(signer, 1);
        assertThat(lives(app, tokens)).isFalse();

        Tokens again = app.refreshed(app.login("linus"));
        assertRejected(signer.send("Bearer " + jwt, opaque(linus)), 401, "invalid_token");
        assertThat(realm.lastEvent("signer").detail("reason")).isEqualTo("The JWT was used before");
        assertThat(lives(app, again)).isTrue();
        assertTaken(signer.revokeSigned(linus));
        scene.outcome(signer, 2);
        assertThat(lives(app, again)).isFalse();
    }

    @Test
    void givenAJwtThatIsNotAsItShouldBeThenItIsRefusedInOneWayAndTheEventSaysWhy() {
        RevokingClient signer = signer("careless");
        String mary = user("mary");
        Tokens tokens = app.refreshed(app.login("mary"));
        long now = signer.now();
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("audience", signer.assertion(c -> c.audience(realm.url() + "-other")));
        bad.put(
                "audience ",
                signer.assertion(c -> c.audience(List.of(signer.endpoint().toString(), "https://evil.example"))));
        bad.put("audience  ", signer.assertion(c -> c.audience(realm.url().toString())));
        bad.put("audience   ", signer.signed("JWT", c -> c.audience(realm.url().toString())));
        bad.put("more than 300 seconds", signer.assertion(c -> c.claim("exp", now + 361)));
        bad.put("expired", signer.assertion(c -> c.claim("iat", now - 200).claim("exp", now - 60)));
        bad.put("future", signer.assertion(c -> c.claim("iat", now + 120).claim("exp", now + 200)));
        bad.put("iat", signer.assertion(c -> c.claim("iat", null)));
        bad.put("jti", signer.assertion(c -> c.jwtID(null)));
        bad.put("issuer", signer.assertion(c -> c.issuer("https://idp.example")));
        bad.put("names no client", signer.assertion(c -> c.subject("app")));
        bad.put("another type", signer.signed("at+jwt", c -> c));
        bad.put("algorithm", signer.unsigned());
        bad.put("algorithm ", signer.signedWithPublicKeyAsSecret());
        bad.put(
                "signature",
                new RevokingClient(realm, signer.app(), signer("other-key").key()).assertion(c -> c));
        bad.put("names no client ", signer.assertion(c -> c.subject("a\u0000b")));
        bad.put("names no client  ", signer.assertion(c -> c.subject(null)));
        bad.put("no JWT", "abc.def.ghi");
        bad.put("no JWT ", "{}");
        bad.put("no JWT  ", jwt("null", "null"));
        bad.put("no JWT   ", jwt("{}", "{\"iss\":\"" + realm.url() + "\"}"));
        bad.put("access token", jwt("{\"alg\":\"none\"}", "{\"iss\":\"" + realm.url() + "\"}"));
        bad.put("access token ", jwt("{\"alg\":\"RS256\"}", "{\"iss\":\"" + realm.url() + "\"}"));
        bad.put("access token  ", jwt("{\"alg\":\"HS512\",\"kid\":\"x\"}", "{\"iss\":\"" + realm.url() + "\"}"));
        bad.put("access token   ", tokens.refresh());
        bad.put("access token    ", app.login("mary").access() + "x");

        for (Map.Entry<String, String> credential : bad.entrySet()) {
            Response answer = signer.send("Bearer " + credential.getValue(), opaque(mary));
            assertRejected(answer, 401, "invalid_token");
            assertThat(answer.text("error_description")).isEqualTo("The credential of this request is not accepted");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
            assertThat(lastReason()).contains(credential.getKey().strip());
        }
        assertThat(lives(app, tokens)).isTrue();
        assertThat(scene.outcomes(signer)).isEmpty();
    }

    private static String jwt(String header, String claims) {
        return Stream.of(header, claims, "signature")
                .map(part ->
                        Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining("."));
    }

    /** Why the last credential was refused, by the realm's events. */
    private String lastReason() {
        return realm.admin()
                .read("/" + realm.name() + "/events?type=CLIENT_LOGIN_ERROR&max=1")
                .path(0)
                .path("details")
                .path("reason")
                .asText();
    }

    @Test
    void givenNoCredentialOrAnotherSchemeThenNobodyIsAsked() {
        String nobody = UUID.randomUUID().toString();
        for (String authorization : List.of("Basic dG9vbDpzZWNyZXQ=", "Bearer", "Bearer a b", "x")) {
            assertRejected(RevokingClient.send(realm, authorization, body(opaque(nobody))), 401, "invalid_token");
        }
        Response answer = Http.json("POST", RevokingClient.endpoint(realm), body(opaque(nobody)));
        assertRejected(answer, 401, "invalid_token");
        assertThat(Http.get(RevokingClient.endpoint(realm)).status()).isEqualTo(405);
    }

    @Test
    void givenAClientOfAnotherRealmThenItIsNobodyHere() {
        TestRealm other = GlobalRevocationScene.realm(scene.server(), "global-revocation-other");
        GlobalRevocationScene.setUp(other);
        RevokingClient stranger =
                RevokingClient.byKey(other, "stranger", Map.of()).withRole();
        String otto = user("otto");
        Tokens tokens = app.refreshed(app.login("otto"));

        assertRejected(
                RevokingClient.send(realm, "Bearer " + stranger.accessTokenBySignature(), body(opaque(otto))),
                401,
                "invalid_token");
        String jwt = stranger.assertion(
                c -> c.audience(RevokingClient.endpoint(realm).toString()));
        assertRejected(RevokingClient.send(realm, "Bearer " + jwt, body(opaque(otto))), 401, "invalid_token");
        assertThat(lives(app, tokens)).isTrue();
    }

    @Test
    void givenNoRoleOrAnotherOneOfThatNameThenItIsForbidden() {
        RevokingClient plain = RevokingClient.bySecret(realm, "without-role");
        RevokingClient plainSigner = RevokingClient.byKey(realm, "signer-without-role", Map.of());
        String nora = user("nora");
        Tokens tokens = app.refreshed(app.login("nora"));

        assertRejected(plain.revoke(nora), 403, "insufficient_scope");
        assertThat(realm.lastEvent("without-role").error()).isEqualTo("not_allowed");
        assertRejected(plainSigner.revokeSigned(nora), 403, "insufficient_scope");

        expectSuccess(realm.admin().post("/" + realm.name() + "/roles", Map.of("name", "revoke-all-tokens")));
        JsonNode namesake = realm.admin().read("/" + realm.name() + "/roles/revoke-all-tokens");
        expectSuccess(realm.admin()
                .post(
                        "/" + realm.name() + "/users/" + plain.serviceAccount() + "/role-mappings/realm",
                        List.of(namesake)));
        assertRejected(plain.revoke(nora), 403, "insufficient_scope");

        String issuedBefore = plain.withRole().accessToken();
        RevokingClient.send(
                realm, "Bearer " + issuedBefore, body(opaque(UUID.randomUUID().toString())));
        String carrier = realm.clientUuid("global-token-revocation");
        JsonNode role = realm.admin().read("/" + realm.name() + "/clients/" + carrier + "/roles/revoke-all-tokens");
        Response taken = Http.json(
                "DELETE",
                realm.admin()
                        .uri("/" + realm.name() + "/users/" + plain.serviceAccount() + "/role-mappings/clients/"
                                + carrier),
                "[" + role + "]",
                "Authorization",
                realm.admin().authorization());
        expectSuccess(taken);
        assertRejected(plain.send("Bearer " + issuedBefore, opaque(nora)), 403, "insufficient_scope");
        assertThat(lives(app, tokens)).isTrue();
    }

    @Test
    void givenTheTokenOfAUserWhoHasTheRoleThenItIsForbidden() {
        String admin = user("operator");
        RevokingClient.grant(realm, admin);
        App console = realm.client("admin-tool", "", client -> client.setPublicClient(true));
        String victim = user("victor");
        Tokens tokens = app.refreshed(app.login("victor"));
        assertRejected(
                RevokingClient.send(realm, "Bearer " + console.login("operator").access(), body(opaque(victim))),
                403,
                "insufficient_scope");
        assertThat(lives(app, tokens)).isTrue();
    }

    @Test
    void givenAnAddressThenOnlyWhoHasProvenItAndHasItAloneIsMeant() {
        RevokingClient tool = tool("by-address");
        user("erin");
        Tokens erin = app.refreshed(app.login("erin"));
        realm.withUser("unproven", settings -> settings.setEmailVerified(false));
        Tokens unproven = app.refreshed(app.login("unproven"));

        assertTaken(tool.send("Bearer " + tool.accessToken(), email("Unproven@Example.org")));
        JsonNode nobody = scene.outcome(tool, 1);
        assertThat(nobody.has("userId")).isFalse();
        assertThat(nobody.toString()).doesNotContainIgnoringCase("unproven");
        assertThat(lives(app, unproven)).isTrue();

        assertTaken(tool.send("Bearer " + tool.accessToken(), email("erin")));
        assertTaken(tool.send("Bearer " + tool.accessToken(), email("%@example.org")));
        scene.outcome(tool, 3);
        Tokens stillErin = app.refreshed(erin);
        assertTaken(tool.send("Bearer " + tool.accessToken(), email("ERIN@example.org")));
        assertThat(scene.outcome(tool, 4).path("userId").asText()).isEqualTo(realm.userId("erin"));
        assertThat(lives(app, stillErin)).isFalse();
    }

    @Test
    void givenTwoUsersWithOneAddressThenNobodyIsMeant() {
        TestRealm shared = TestRealm.create(scene.server(), "shared-addresses", settings -> {
                    settings.setLoginWithEmailAllowed(false);
                    settings.setDuplicateEmailsAllowed(true);
                    settings.setAdminEventsEnabled(true);
                    settings.setAdminEventsDetailsEnabled(true);
                })
                .govern("strict", Map.of("grace-period-seconds", 0));
        GlobalRevocationScene.setUp(shared);
        shared.withUser("first", settings -> settings.setEmail("both@example.org"));
        shared.withUser("second", settings -> {
            settings.setEmail("both@example.org");
            settings.setEmailVerified(false);
        });
        App sharedApp = shared.publicClient("app", "strict");
        Tokens first = sharedApp.refreshed(sharedApp.login("first"));
        Tokens alone = sharedApp.refreshed(sharedApp.login("alice"));
        RevokingClient tool = RevokingClient.bySecret(shared, "tool").withRole();

        assertTaken(tool.send("Bearer " + tool.accessToken(), email("both@example.org")));
        assertTaken(tool.send("Bearer " + tool.accessToken(), email("alice@example.org")));
        Await.until(() -> shared.inside().revocation(alone.familyId()).equals("GLOBAL_REVOCATION"));
        assertThat(lives(sharedApp, alone)).isFalse();
        assertThat(lives(sharedApp, first)).isTrue();
    }

    @Test
    void givenTheIssuerOfThisRealmThenTheSubjectIsTheUser() {
        RevokingClient tool = tool("by-subject");
        String iris = user("iris");
        Tokens tokens = app.refreshed(app.login("iris"));
        assertTaken(tool.send("Bearer " + tool.accessToken(), issSub(realm.url() + "-other", iris)));
        assertThat(scene.outcome(tool, 1).has("userId")).isFalse();
        assertTaken(tool.send("Bearer " + tool.accessToken(), issSub(realm.url().toString(), iris)));
        assertThat(scene.outcome(tool, 2).path("userId").asText()).isEqualTo(iris);
        assertThat(lives(app, tokens)).isFalse();
    }

    /** As Okta asks an application whose users log in by Okta: by its own keys, and by its own names. */
    @Test
    void givenAnIdentityProviderThenItMayNameItsOwnUsersAndNobodyElse() {
        TestRealm home = TestRealm.create(scene.server(), "global-revocation-home");
        expectSuccess(
                realm.admin().post("/" + realm.name() + "/identity-provider/instances", Broker.of(home, realm.name())));
        String issuer = home.url().toString();
        RevokingClient provider = RevokingClient.byKey(
                        realm, "provider", Map.of("token-family.identity-provider", home.name()))
                .withRole();
        String linked = user("linked");
        expectSuccess(realm.admin()
                .post(
                        "/" + realm.name() + "/users/" + linked + "/federated-identity/" + home.name(),
                        Map.of("userId", "00u1", "userName", "linked")));
        Tokens ofLinked = app.refreshed(app.login("linked"));
        String local = user("local");
        Tokens ofLocal = app.refreshed(app.login("local"));

        assertTaken(provider.send("Bearer " + provider.assertion(c -> c.issuer(issuer)), issSub(issuer, "00u2")));
        assertTaken(provider.send("Bearer " + provider.assertion(c -> c.issuer(issuer)), opaque(local)));
        assertTaken(provider.send("Bearer " + provider.assertion(c -> c.issuer(issuer)), email("local@example.org")));
        assertTaken(provider.send(
                "Bearer " + provider.assertion(c -> c), issSub(realm.url().toString(), local)));
        scene.outcome(provider, 4);
        assertThat(scene.outcomes(provider)).noneMatch(outcome -> outcome.has("userId"));
        assertThat(lives(app, ofLocal)).isTrue();

        String ofAnotherPurpose = provider.signed("JWT", c -> c.issuer(issuer));
        assertRejected(provider.send("Bearer " + ofAnotherPurpose, issSub(issuer, "00u1")), 401, "invalid_token");
        assertThat(lastReason()).contains("issuer");
        assertThat(lives(app, ofLinked)).isTrue();

        String forTheRealm =
                provider.assertion(c -> c.issuer(issuer).audience(realm.url().toString()));
        assertTaken(provider.send("Bearer " + forTheRealm, issSub(issuer, "00u1")));
        assertThat(scene.outcome(provider, 5).path("userId").asText()).isEqualTo(linked);
        assertThat(lives(app, ofLinked)).isFalse();
    }

    @Test
    void givenAServiceAccountIsNamedThenItIsNobody() {
        RevokingClient tool = tool("suicidal");
        assertTaken(tool.revoke(tool.serviceAccount()));
        assertThat(scene.outcome(tool, 1).has("userId")).isFalse();
        assertTaken(tool.revoke(UUID.randomUUID().toString()));
        scene.outcome(tool, 2);
    }

    @Test
    void givenWhoeverIsNamedThenTheAnswerIsTheSame() {
        RevokingClient tool = tool("curious");
        String known = user("known");
        app.refreshed(app.login("known"));
        String token = tool.accessToken();
        List<Map<String, String>> subjects = List.of(
                opaque(known),
                opaque(UUID.randomUUID().toString()),
                email("known@example.org"),
                email("unknown@example.org"),
                issSub("https://idp.example", "x"));
        List<String> answers = new ArrayList<>();
        for (Map<String, String> subject : subjects) {
            long begin = System.nanoTime();
            Response answer = tool.send("Bearer " + token, subject);
            Measured.note("Global revocation, %s: %d microseconds"
                    .formatted(subject.get("format"), (System.nanoTime() - begin) / 1000));
            assertTaken(answer);
            Map<String, List<String>> headers =
                    new LinkedHashMap<>(answer.headers().map());
            headers.remove("date");
            answers.add(headers.toString());
        }
        assertThat(answers).containsOnly(answers.get(0));
    }

    @Test
    void givenTheSameIsAskedTwiceThenBothAreTakenAndAnOpenIncidentStaysOpen() {
        RevokingClient tool = tool("twice");
        String ivan = user("ivan");
        Theft theft = Theft.of(app, app.login("ivan"));
        JsonNode before = realm.incident("familyId=" + theft.family());
        app.refreshed(app.login("ivan"));

        assertTaken(tool.revoke(ivan));
        assertTaken(tool.revoke(ivan));
        scene.outcome(tool, 2);

        assertThat(before.path("state").asText()).isEqualTo("open");
        assertThat(realm.incident("familyId=" + theft.family())).isEqualTo(before);
        assertThat(history(ivan))
                .as("what has ended is on record once")
                .filteredOn(end -> end.path("cause").asText().equals("global-revocation"))
                .hasSize(1);
    }

    @Test
    void givenBadRequestsThenTheyAreCalledBad() {
        RevokingClient tool = tool("sloppy");
        String token = "Bearer " + tool.accessToken();
        assertRejected(tool.send(token, "{"), 400, "invalid_request");
        assertRejected(
                tool.send(token, Map.of("format", "phone_number", "phone_number", "+1")), 400, "invalid_request");
        assertRejected(
                tool.send(token, "{\"subject\": {\"format\": \"opaque\", \"id\": \"x\"}}"), 400, "invalid_request");
        assertRejected(tool.send(token, "[" + "1,".repeat(100_000) + "1]"), 413, "invalid_request");
        Response form = Http.postForm(tool.endpoint(), Map.of("sub_id", "x"), "Authorization", token);
        assertThat(form.status()).isEqualTo(415);
    }

    @Test
    void givenAHundredRequestsAtOnceThenMostAreToldToWaitAndAnotherClientIsNot() {
        RevokingClient eager = tool("eager");
        RevokingClient patient = tool("patient");
        String token = "Bearer " + eager.accessToken();
        long begin = System.nanoTime();
        List<Response> answers = Callers.atOnce(
                100, n -> eager.send(token, opaque(UUID.randomUUID().toString())));
        long due =
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) * GlobalRevocationScene.PER_MINUTE / 60 + 1;

        List<Response> told =
                answers.stream().filter(answer -> answer.status() != 204).toList();
        assertThat((long) answers.size() - told.size())
                .isBetween((long) GlobalRevocationScene.PER_MINUTE, GlobalRevocationScene.PER_MINUTE + due);
        assertThat(told).isNotEmpty().allSatisfy(answer -> {
            assertRejected(answer, 429, "slow_down");
            assertThat(Integer.parseInt(
                            answer.headers().firstValue("Retry-After").orElse("0")))
                    .isBetween(1, 60);
        });
        assertTaken(patient.revoke(UUID.randomUUID().toString()));
    }

    @Test
    void whileTheTablesCannotBeReachedThenTheOrderWaitsAndIsCarriedOut() {
        RevokingClient tool = tool("durable");
        String dora = user("dora");
        Tokens tokens = app.refreshed(app.login("dora"));
        scene.sql("alter table token_family rename to token_family_away");
        try {
            assertTaken(tool.revoke(dora));
            Await.until(() -> !scene.outcomes(tool).isEmpty());
            assertThat(scene.outcomes(tool).get(0).path("complete").asBoolean(true))
                    .isFalse();
        } finally {
            scene.sql("alter table token_family_away rename to token_family");
        }
        Await.until(() -> realm.inside()
                .row(tokens.familyId())
                .path("revocation_reason")
                .asText()
                .equals("GLOBAL_REVOCATION"));
        assertThat(lives(app, tokens)).isFalse();
        Await.until(() -> scene.outcomes(tool).get(0).path("complete").asBoolean());
        assertThat(scene.outcomes(tool).stream()
                        .mapToInt(attempt -> attempt.path("families").asInt())
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void givenASetUpRealmThenItsMetadataNameTheEndpointAndSayAllElseAsBefore() {
        for (String path : List.of(
                realm.url() + "/.well-known/openid-configuration",
                realm.url() + "/.well-known/oauth-authorization-server",
                realm.url()
                        .resolve("/.well-known/oauth-authorization-server/realms/" + realm.name())
                        .toString())) {
            Response answer = Http.get(URI.create(path));
            assertThat(answer.status()).as(path).isEqualTo(200);
            ObjectNode metadata = (ObjectNode) answer.json();
            assertThat(metadata.remove("global_token_revocation_endpoint").asText())
                    .isEqualTo(RevokingClient.endpoint(realm).toString());
            assertThat(metadata.remove("global_token_revocation_endpoint_auth_methods_supported"))
                    .hasToString("[\"private_key_jwt\",\"Bearer\"]");
            TestRealm plain = plainRealm();
            JsonNode asBefore = Http.get(URI.create(path.replace(realm.name(), plain.name())))
                    .json();
            assertThat(members(metadata.toString().replace(realm.name(), plain.name())))
                    .isEqualTo(members(asBefore.toString()));
        }
    }

    /** Keycloak gives lists in whatever order. */
    private static Map<String, List<String>> members(String json) {
        Map<String, List<String>> members = new LinkedHashMap<>();
        try {
            JsonSerialization.mapper.readTree(json).properties().forEach(member -> {
                List<String> values = new ArrayList<>();
                if (member.getValue().isArray()) {
                    member.getValue().forEach(value -> values.add(value.toString()));
                } else {
                    values.add(member.getValue().toString());
                }
                members.put(member.getKey(), values.stream().sorted().toList());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return members;
    }

    /** A realm that was not set up for the endpoint. */
    private TestRealm plainRealm() {
        String name = "plain-" + UUID.randomUUID();
        return TestRealm.create(scene.server(), name);
    }

    @Test
    void givenARealmThatWasNotSetUpOrAServerWithoutTheOptionThenThereIsNoEndpoint() {
        TestRealm plain = plainRealm();
        assertThat(RevokingClient.send(plain, "Bearer x", body(opaque("x"))).status())
                .isEqualTo(404);

        TestRealm off = GlobalRevocationScene.realm(withoutOption, "global-revocation-off");
        GlobalRevocationScene.setUp(off);
        assertThat(RevokingClient.send(off, "Bearer x", body(opaque("x"))).status())
                .isEqualTo(404);
        assertThat(Http.get(URI.create(off.url() + "/.well-known/openid-configuration"))
                        .json()
                        .has("global_token_revocation_endpoint"))
                .isFalse();
    }

    /** Whoever may register clients could otherwise make the one that carries the role. */
    @Test
    void givenAClientOfThatNameThatTheRealmDoesNotKnowThenItGivesNoRight() {
        TestRealm squatted = GlobalRevocationScene.realm(scene.server(), "squatted");
        squatted.client("global-token-revocation", "", client -> client.setSecret("secret"));
        String carrier = squatted.clientUuid("global-token-revocation");
        expectSuccess(
                squatted.admin().post("/squatted/clients/" + carrier + "/roles", Map.of("name", "revoke-all-tokens")));
        RevokingClient squatter = RevokingClient.bySecret(squatted, "squatter").withRole();
        assertThat(squatter.revoke(squatted.userId("alice")).status()).isEqualTo(404);

        GlobalRevocationScene.setUp(squatted);
        assertThat(squatted.clientUuid("global-token-revocation")).isNotEqualTo(carrier);
        assertRejected(squatter.revoke(squatted.userId("alice")), 403, "insufficient_scope");
    }

    @Test
    void givenTheRealmWantsTlsThenARequestWithoutIsRefused() {
        TestRealm secure = GlobalRevocationScene.realm(scene.server(), "secure");
        GlobalRevocationScene.setUp(secure);
        RevokingClient tool = RevokingClient.bySecret(secure, "tool").withRole();
        String token = tool.accessToken();
        expectSuccess(secure.admin().put("/secure", Map.of("sslRequired", "all")));
        assertRejected(tool.send("Bearer " + token, opaque("x")), 403, "invalid_request");
    }
}
