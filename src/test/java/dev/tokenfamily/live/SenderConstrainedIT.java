package dev.tokenfamily.live;

import static dev.tokenfamily.live.Assertions.REUSED;
import static dev.tokenfamily.live.Assertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens that are bound to a key (RFC 9449). */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SenderConstrainedIT {

    private final TestRealm realm;

    SenderConstrainedIT(KeycloakServer server) {
        realm = TestRealm.create(server, "sender-constrained")
                .govern("exempt", Map.of("exempt-sender-constrained", true, "grace-period-seconds", 0))
                .govern("not-exempt", Map.of("grace-period-seconds", 0));
    }

    @Test
    void givenAnExemptionWhenABoundTokenIsRefreshedWithItsKeyThenItIsKept() throws JOSEException {
        App app = dpopClient("exempt");
        DpopKey key = DpopKey.generate();
        Tokens first = login(app, key);
        assertThat(first.refreshClaims().path("cnf").path("jkt").asText()).isNotEmpty();
        assertThat(refreshed(app, key, first).generation()).isZero();
        assertThat(refreshed(app, key, first).generation()).isZero();
        assertThat(realm.lastEvent("exempt")
                        .path("details")
                        .path("token_family_verdict")
                        .asText())
                .isEqualTo("keep");
    }

    @Test
    void givenAnExemptionWhenTheTokenIsNotBoundThenItRotates() {
        App app = realm.publicClient("exempt-bearer", "exempt");
        assertThat(app.refreshed(app.login("alice")).generation()).isEqualTo(1);
    }

    @Test
    void givenABoundTokenWhenSomebodyWithoutTheKeyPresentsItThenNothingIsBurnt() throws JOSEException {
        App app = dpopClient("exempt-stolen");
        DpopKey key = DpopKey.generate();
        Tokens first = login(app, key);
        assertThat(app.refresh(first.refresh()).text("error_description")).isEqualTo("DPoP proof is missing");
        assertThat(app.refresh(
                                first.refresh(),
                                "DPoP",
                                DpopKey.generate().proof(app, realm.inside().now()))
                        .status())
                .isEqualTo(400);
        assertThat(refreshed(app, key, first).generation()).isZero();
    }

    @Test
    void givenNoExemptionWhenABoundTokenIsRefreshedThenItRotatesAndItsReuseIsDetected() throws JOSEException {
        App app = dpopClient("not-exempt");
        DpopKey key = DpopKey.generate();
        Tokens first = login(app, key);
        assertThat(refreshed(app, key, first).generation()).isEqualTo(1);
        assertRefused(
                app.refresh(
                        first.refresh(), "DPoP", key.proof(app, realm.inside().now())),
                REUSED);
    }

    private App dpopClient(String profile) {
        return realm.client(profile, profile.replace("-stolen", ""), client -> {
            client.setPublicClient(true);
            client.getAttributes().put("dpop.bound.access.tokens", "true");
        });
    }

    private Tokens login(App app, DpopKey key) throws JOSEException {
        return Tokens.of(app.call(
                "token",
                Map.of("grant_type", "password", "username", "alice", "password", "alice"),
                "DPoP",
                key.proof(app, realm.inside().now())));
    }

    private Tokens refreshed(App app, DpopKey key, Tokens tokens) throws JOSEException {
        return Tokens.of(app.refresh(
                tokens.refresh(), "DPoP", key.proof(app, realm.inside().now())));
    }
}
