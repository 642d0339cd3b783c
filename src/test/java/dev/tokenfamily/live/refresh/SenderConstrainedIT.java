package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertGranted;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefusal;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.KeyBinding;
import dev.tokenfamily.harness.realm.Proof;
import dev.tokenfamily.harness.realm.SavedEvent;
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
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens that are bound to a key (RFC 9449) or to a certificate (RFC 8705). */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SenderConstrainedIT {

    private final TestRealm realm;

    SenderConstrainedIT(KeycloakServer server) {
        realm = TestRealm.create(server, "sender-constrained")
                .govern("exempt", Map.of("exempt-sender-constrained", true, "grace-period-seconds", 0))
                .govern("strict", Map.of("grace-period-seconds", 0));
    }

    @Nested
    final class GivenAnExemption {

        @ParameterizedTest
        @EnumSource
        void whenABoundTokenIsRefreshedWithItsKeyThenItIsKept(KeyBinding binding) {
            App app = app("exempt", binding);
            Tokens first = app.login("alice");
            assertThat(first.refreshClaims().path("cnf")).isNotEmpty();
            assertThat(app.refreshed(first).generation()).isZero();
            assertThat(app.refreshed(first).generation()).isZero();
            assertGranted(realm.lastEvent(app.clientId()), "keep", first.familyId(), 0);
        }

        @Test
        void whenTheTokenIsNotBoundThenItRotates() {
            App app = realm.publicClient("exempt-bearer", "exempt");
            assertThat(app.refreshed(app.login("alice")).generation()).isEqualTo(1);
        }
    }

    @Nested
    final class GivenABoundToken {

        @ParameterizedTest
        @EnumSource
        void whenNotExemptThenItRotatesAndItsReuseIsDetected(KeyBinding binding) {
            App app = app("strict", binding);
            Tokens first = app.login("alice");
            assertThat(app.refreshed(first).generation()).isEqualTo(1);
            assertRefused(app.refresh(first.refresh()), REUSED);
            assertRefusal(realm.lastEvent(app.clientId()), "reuse", first.familyId(), 0);
        }

        @ParameterizedTest
        @EnumSource
        void whenAThiefLacksTheKeyThenKeycloakRefusesAndNothingIsBurnt(KeyBinding binding) {
            App app = app("stolen", "strict", binding);
            Tokens superseded = app.login("alice");
            Tokens head = app.refreshed(superseded);
            JsonNode row = realm.inside().state(head.familyId());
            for (App thief : List.of(app.with(Proof.NONE), app.with(binding.newKey(app)))) {
                for (Tokens stolen : List.of(head, superseded)) {
                    assertThat(thief.refresh(stolen.refresh()).status()).isIn(400, 401);
                    SavedEvent event = realm.lastEvent(app.clientId());
                    assertThat(event.type()).isEqualTo("REFRESH_TOKEN_ERROR");
                    assertThat(event.isJudged()).isFalse();
                }
            }
            assertThat(realm.inside().state(head.familyId())).isEqualTo(row);
            assertThat(app.refreshed(head).generation()).isEqualTo(2);
        }

        /** Keycloak asks for no proof there. */
        @ParameterizedTest
        @EnumSource
        void whenRevokedWithoutTheKeyThenItsFamilyEndsAllTheSame(KeyBinding binding) {
            App app = app("revoked", "strict", binding);
            Tokens head = app.refreshed(app.login("alice"));
            assertThat(app.with(Proof.NONE).revoke(head.refresh()).status()).isEqualTo(200);
            assertThat(realm.inside().revocation(head.familyId())).isEqualTo("TOKEN_REVOCATION");
            assertThat(app.refresh(head.refresh()).status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @EnumSource
    void givenAConfidentialClientThenOnlyMtlsBindsItsRefreshToken(KeyBinding binding) {
        App app = realm.client("confidential-" + binding, "strict", client -> {
            client.setSecret("secret");
            binding.require(client);
        });
        App withKey = app.with(binding.newKey(app));
        Tokens first = withKey.login("alice");
        assertThat(Tokens.claims(first.access()).has("cnf")).isTrue();
        assertThat(first.refreshClaims().has("cnf")).isEqualTo(binding == KeyBinding.MTLS);
        assertThat(withKey.refreshed(first).generation()).isEqualTo(1);
    }

    private App app(String profile, KeyBinding binding) {
        return app(profile, profile, binding);
    }

    private App app(String name, String profile, KeyBinding binding) {
        App app = realm.client(name + "-" + binding, profile, client -> {
            client.setPublicClient(true);
            binding.require(client);
        });
        return app.with(binding.newKey(app));
    }
}
