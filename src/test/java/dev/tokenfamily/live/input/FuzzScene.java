package dev.tokenfamily.live.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.live.input.Input.Standing;
import dev.tokenfamily.live.notification.MailServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A realm in which single use is strict. Alice's and Bob's tokens are what damaged ones are made of; Carol's are signed anew by the
 * realm, with odd claims; Dave is honest; Erin was robbed, and has a link in a mail for each answer.
 */
final class FuzzScene implements AutoCloseable {

    private static final Map<String, ?> STRICT = Map.of("grace-period-seconds", 0);
    private static final int SIGNED = 1_500;
    private static final int REVOCATIONS = 120;
    private static final String SECRET = "secret";

    private final MailServer mails;
    private final TestRealm realm;
    private final TestRealm other;
    private final App app;
    private final App web;
    private final List<URI> links = new ArrayList<>();
    private final Tokens alices;
    private final Tokens aliceHead;
    private final Tokens bobs;
    private final Tokens bobHead;

    FuzzScene(KeycloakServer server) {
        mails = MailServer.of(server);
        realm = TestRealm.create(server, "fuzz", settings -> {
                    TestRealm.at(server, settings);
                    settings.setSmtpServer(mails.settings());
                    settings.setEnabledEventTypes(List.of(
                            "REFRESH_TOKEN",
                            "REFRESH_TOKEN_ERROR",
                            "REVOKE_GRANT",
                            "REVOKE_GRANT_ERROR",
                            "INTROSPECT_TOKEN",
                            "INTROSPECT_TOKEN_ERROR",
                            "EXECUTE_ACTION_TOKEN",
                            "EXECUTE_ACTION_TOKEN_ERROR"));
                    settings.setAccessTokenLifespan(3_600);
                })
                .govern("strict", STRICT)
                .govern("telling", Map.of("grace-period-seconds", 0, "notify-user", true))
                .withUser("carol", user -> {})
                .withUser("dave", user -> {})
                .withUser("erin", user -> {});
        other = TestRealm.create(server, "fuzz-other").govern("strict", STRICT);
        app = realm.publicClient("app", "strict");
        web = realm.client("web", "strict", client -> {
            client.setSecret(SECRET);
            client.getAttributes().put("allow.token.introspection.without.audience.check", "true");
        });
        App robbed = realm.publicClient("robbed", "telling");
        Theft.of(robbed, robbed.login("erin"));
        for (String answer : List.of("It was me", "It was not me")) {
            links.add(URI.create(mails.only("erin@example.org").link(answer)));
        }
        alices = app.login("alice");
        aliceHead = app.refreshed(alices);
        bobs = web.login("bob");
        bobHead = web.refreshed(bobs);
    }

    Material material(Dice dice) {
        App foreign = other.publicClient("app", "strict");
        Tokens foreigners = foreign.login("alice");
        OddClaims odd = new OddClaims(dice);
        List<String> keys = links.stream().map(FuzzScene::key).toList();
        List<String> forRevocation = IntStream.range(0, REVOCATIONS)
                .mapToObj(n -> odd.ofToken(app.login("carol").refresh(), Endpoint.REVOKE, 1)
                        .get(0))
                .toList();
        return new Material(
                realm.name(),
                List.of(
                        alices.refresh(),
                        aliceHead.refresh(),
                        bobs.refresh(),
                        bobHead.refresh(),
                        foreigners.refresh(),
                        app.login("alice", "openid offline_access").refresh()),
                List.of(aliceHead.access(), bobHead.access(), foreigners.access()),
                keys,
                realm.inside().sign(odd.ofToken(app.login("carol").refresh(), Endpoint.TOKEN, SIGNED)),
                realm.inside().sign(forRevocation),
                realm.inside().sign(odd.ofLink(keys.get(1), SIGNED / 3)),
                SECRET,
                realm.admin().authorization());
    }

    private static String key(URI link) {
        String query = link.getRawQuery();
        return query.substring(query.indexOf('=') + 1);
    }

    KeycloakServer server() {
        return realm.server();
    }

    App app() {
        return app;
    }

    Tokens login(String user) {
        return app.login(user);
    }

    String logged() {
        return realm.server().logged();
    }

    /** A good refresh of the client {@code app}, with these headers too. */
    Input refresh(Tokens tokens, List<String> headers) {
        List<Map.Entry<String, String>> form = List.of(
                Map.entry("grant_type", "refresh_token"),
                Map.entry("refresh_token", tokens.refresh()),
                Map.entry("client_id", "app"));
        Forms.Body body = Forms.wellFormed(form);
        List<String> all = new ArrayList<>(body.headers());
        all.addAll(headers);
        return new Input(
                Endpoint.TOKEN,
                "honest",
                "POST",
                Endpoint.TOKEN.path(realm.name()),
                all,
                body.text(),
                Standing.UNDECIDED);
    }

    /** The rows of those who did nothing. */
    List<JsonNode> honestStates() {
        return List.of(
                realm.inside().state(aliceHead.familyId()), realm.inside().state(bobHead.familyId()));
    }

    int honestIncidents() {
        return incidents("alice") + incidents("bob");
    }

    private int incidents(String user) {
        return realm.admin()
                .read("/" + realm.name() + "/token-families/incidents?userId=" + realm.userId(user))
                .size();
    }

    void assertLinksOpen() {
        for (URI link : links) {
            assertThat(Http.get(link).status()).as("%s", link).isEqualTo(200);
        }
    }

    void assertHonestGoOn() {
        assertThat(app.refreshed(aliceHead).generation()).isEqualTo(2);
        assertThat(web.refreshed(bobHead).generation()).isEqualTo(2);
    }

    @Override
    public void close() {
        mails.close();
    }
}
