package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.realm.RefreshAssertions.NOT_ALLOWED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;

/** A request that is refused or broken after all has consumed nothing, even with no grace at all. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedRequestIT {

    private final TestRealm realm;
    private final App app;

    RefusedRequestIT(KeycloakServer server) {
        realm = TestRealm.create(server, "refused")
                .govern("strict", Map.of("grace-period-seconds", 0))
                .govern("one-retry", Map.of("grace-period-seconds", 60, "grace-max-retries", 1));
        app = client("app", "strict");
    }

    private App client(String clientId, String profile) {
        return realm.client(clientId, profile, client -> {
            client.setPublicClient(true);
            ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
            mapper.setName("failing");
            mapper.setProtocol("openid-connect");
            mapper.setProtocolMapper("test-failing-mapper");
            client.setProtocolMappers(List.of(mapper));
        });
    }

    @Test
    void givenAnotherExtensionRefusesThenTheFirstTokenStillWorks() {
        Tokens login = app.login("alice");
        Response refused = app.refreshWith(login.refresh(), Map.of("test_disturbance", "REFUSED"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(realm.inside().row(login.familyId()).isMissingNode()).isTrue();
        assertThat(app.refreshed(login).generation()).isEqualTo(1);
        assertRefused(app.refresh(login.refresh()), REUSED);
    }

    @Test
    void givenTheFirstRefreshBreaksThenTheTokenStillWorks() {
        Tokens login = app.login("alice");
        Response broken = app.refreshWith(login.refresh(), Map.of("test_disturbance", "BROKEN"));
        assertThat(broken.status()).isEqualTo(500);
        assertThat(realm.inside().row(login.familyId()).isMissingNode()).isTrue();
        assertThat(app.refreshed(login).generation()).isEqualTo(1);
    }

    @Test
    void givenALaterRefreshBreaksThenRowAndTokenAreAsBefore() {
        Tokens second = app.refreshed(app.login("alice"));
        JsonNode before = realm.inside().state(second.familyId());
        assertThat(app.refreshWith(second.refresh(), Map.of("test_disturbance", "BROKEN"))
                        .status())
                .isEqualTo(500);
        assertThat(realm.inside().state(second.familyId())).isEqualTo(before);
        assertThat(app.refreshed(second).generation()).isEqualTo(2);
        assertRefused(app.refresh(second.refresh()), REUSED);
    }

    /** The only one that is allowed. */
    @Test
    void givenARetryBreaksThenAnotherIsAnswered() {
        App retrying = client("retrying", "one-retry");
        Tokens login = retrying.login("alice");
        Tokens next = retrying.refreshed(login);
        for (String disturbance : List.of("BROKEN", "REFUSED")) {
            assertThat(retrying.refreshWith(login.refresh(), Map.of("test_disturbance", disturbance))
                            .status())
                    .isGreaterThanOrEqualTo(400);
        }
        assertThat(realm.inside().row(next.familyId()).path("grace_retries").asInt())
                .isZero();
        assertThat(retrying.refreshed(login).refresh()).isEqualTo(next.refresh());
        assertRefused(retrying.refresh(login.refresh()), NOT_ALLOWED);
    }
}
