package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.realm.RefreshAssertions.NOT_ALLOWED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertGranted;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefusal;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.clientpolicy.Preset;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.KeyBinding;
import dev.tokenfamily.harness.realm.Proof;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a retry within the grace period must share with the rotation. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraceBindingIT {

    private static final List<String> WITH_GRACE =
            List.of("rfc9700-public", "browser-app", "native-mobile", "cli-agents", "mcp", "fapi2");

    private final TestRealm realm;

    GraceBindingIT(KeycloakServer server) {
        realm = TestRealm.create(server, "grace-binding")
                .govern("prefix", Map.of("grace-period-seconds", 60, "grace-binding", "ip-prefix"))
                .govern("key", Map.of("grace-period-seconds", 60, "grace-binding", "key"));
        WITH_GRACE.forEach(
                name -> realm.govern(name, Preset.named(name).orElseThrow().configured()));
    }

    private static Response from(String address, App app, Tokens tokens) {
        return app.refresh(tokens.refresh(), "X-Forwarded-For", address);
    }

    @Nested
    final class GivenABindingToTheNetwork {

        @ParameterizedTest
        @CsvSource({
            "four, 198.51.100.7, 198.51.100.250, 198.51.101.7",
            "six, 2001:db8:0:ff00::1, 2001:DB8:0:ffff:a:b:c:d, 2001:db8:0:fe00::1",
            "mapped, 198.51.100.7, ::ffff:198.51.100.9, ::198.51.100.7"
        })
        void whenRetriedFromWithinThenTheSuccessorComesAgainAndFromElsewhereNot(
                String name, String rotatedFrom, String within, String elsewhere) {
            App app = realm.publicClient("prefix-" + name, "prefix");
            Tokens first = app.login("alice");
            Tokens lost = Tokens.of(from(rotatedFrom, app, first));

            assertRefused(from(elsewhere, app, first), NOT_ALLOWED);
            assertRefusal(realm.lastEvent(app.clientId()), "grace_refused", first.familyId(), 0);

            assertThat(Tokens.of(from(within, app, first)).refresh()).isEqualTo(lost.refresh());
            assertGranted(realm.lastEvent(app.clientId()), "grace_retry", first.familyId(), 0);
            assertThat(realm.lastEvent(app.clientId()).graceAddress()).isEqualTo("changed");

            realm.pass(61);
            assertRefused(from(within, app, first), REUSED);
        }

        @Test
        void whenNobodyKnowsTheAddressesThenTheyAreNotTakenForOne() {
            App app = realm.publicClient("unknown", "prefix");
            Tokens first = app.login("alice");
            Tokens head = Tokens.of(from("gateway.example", app, first));
            assertRefused(from("gateway.example", app, first), NOT_ALLOWED);
            assertThat(app.refreshed(head).generation()).isEqualTo(2);
        }
    }

    @Nested
    final class GivenABindingToTheKey {

        @ParameterizedTest
        @EnumSource
        void whenTheOwnerProvesItThenTheSuccessorComesAgainFromAnywhere(KeyBinding binding) {
            App app = realm.client("bound-" + binding, "key", client -> {
                client.setPublicClient(true);
                binding.require(client);
            });
            App owner = app.with(binding.newKey(app));
            Tokens first = owner.login("alice");
            Tokens lost = owner.refreshed(first);
            assertThat(Tokens.of(from("198.51.100.7", owner, first)).refresh()).isEqualTo(lost.refresh());
            assertGranted(realm.lastEvent(app.clientId()), "grace_retry", first.familyId(), 0);
        }

        /** Keycloak does not ask for a key then: the token is older than the client's first proof. */
        @Test
        void whenTheTokenIsNotBoundButTheRotationProvedOneThenAThiefIsRefused() {
            App app = realm.publicClient("late", "key");
            App owner = app.with(KeyBinding.DPOP.newKey(app));
            Tokens first = app.login("alice");
            Tokens lost = owner.refreshed(first);
            assertThat(first.refreshClaims().has("cnf")).isFalse();
            assertThat(lost.refreshClaims().has("cnf")).isTrue();

            for (App thief : List.of(app, app.with(KeyBinding.DPOP.newKey(app)))) {
                assertRefused(thief.refresh(first.refresh()), NOT_ALLOWED);
                assertRefusal(realm.lastEvent("late"), "grace_refused", first.familyId(), 0);
            }

            Tokens retried = owner.refreshed(first);
            assertThat(retried.refreshClaims()).isEqualTo(lost.refreshClaims());
            assertThat(owner.refreshed(retried).generation()).isEqualTo(2);
        }

        /** Its refresh tokens are not bound to the key that it must prove. */
        @Test
        void whenAConfidentialClientUsesDpopThenItsKeyCountsToo() {
            App app = realm.client("confidential", "key", client -> {
                client.setSecret("secret");
                KeyBinding.DPOP.require(client);
            });
            App owner = app.with(KeyBinding.DPOP.newKey(app));
            Tokens first = owner.login("alice");
            Tokens lost = owner.refreshed(first);
            assertThat(lost.refreshClaims().has("cnf")).isFalse();

            assertRefused(app.with(KeyBinding.DPOP.newKey(app)).refresh(first.refresh()), NOT_ALLOWED);
            assertThat(owner.refreshed(first).refresh()).isEqualTo(lost.refresh());
        }

        @Test
        void whenTheClientHasNoKeyThenItHasNoGraceAndLives() {
            App app = realm.publicClient("keyless", "key").with(Proof.NONE);
            Tokens first = app.login("alice");
            Tokens head = app.refreshed(first);
            assertRefused(app.refresh(first.refresh()), NOT_ALLOWED);
            assertThat(app.refreshed(head).generation()).isEqualTo(2);
        }

        /** It changes the columns that it knows, and leaves the other one. */
        @Test
        void whenAnEarlierVersionHasRotatedThenTheKeyOfTheRotationBeforeFitsNothing() {
            App app = realm.publicClient("earlier", "key");
            App owner = app.with(KeyBinding.DPOP.newKey(app));
            Tokens first = owner.login("alice");
            Tokens second = owner.refreshed(first);
            realm.inside()
                    .sql("update TOKEN_FAMILY set GENERATION = 2, HEAD_JTI = 'of-an-earlier-version',"
                            + " GRACE_ADDRESS_BOUND = false where REALM_ID = :realm and ID = '"
                            + second.familyId() + "'");
            assertRefused(owner.refresh(second.refresh()), NOT_ALLOWED);
            assertRefusal(realm.lastEvent("earlier"), "grace_refused", second.familyId(), 1);
        }
    }

    /** A gateway sends each request from one of its addresses, as the cloud that it is in has it. */
    @Test
    void givenAGatewayWithSeveralAddressesThenNoPresetLogsItOut() {
        for (String preset : WITH_GRACE) {
            App gateway = realm.publicClient("gateway-" + preset, preset);
            Tokens stored = Tokens.of(from("198.51.100.7", gateway, gateway.login("alice")));
            realm.pass(250); // past the interval that cli-agents have
            Tokens successor = Tokens.of(from("203.0.113.9", gateway, stored));
            Tokens retried = Tokens.of(from("2001:db8::1", gateway, stored));
            assertThat(retried.refresh()).as(preset).isEqualTo(successor.refresh());
            assertThat(from("192.0.2.77", gateway, retried).status()).as(preset).isEqualTo(200);
        }
    }
}
