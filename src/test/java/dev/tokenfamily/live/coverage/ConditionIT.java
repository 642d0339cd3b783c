package dev.tokenfamily.live.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.AuthenticationDevice;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which conditions govern a client when its first token is issued, by the way that happens, and when it refreshes. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConditionIT {

    private static final String GOVERNED = "governed";

    private final TestRealm realm;
    private final Map<Minting, App> apps = new LinkedHashMap<>();

    ConditionIT(KeycloakServer server, AuthenticationDevice device) {
        realm = TestRealm.create(server, "conditions");
        AdminApi.expectSuccess(
                realm.putProfiles(List.of(TestRealm.profile(GOVERNED, List.of(TestRealm.executor(Map.of()))))));
        for (Minting minting : List.of(
                Mintings.CODE,
                Mintings.PASSWORD,
                Mintings.CLIENT_CREDENTIALS,
                Mintings.TOKEN_EXCHANGE,
                Mintings.ciba(device),
                Mintings.DEVICE_CODE,
                Mintings.UMA_TICKET)) {
            String clientId = "app-" + apps.size();
            apps.put(minting, minting.app(realm, clientId, GOVERNED));
            AdminApi.expectSuccess(realm.admin()
                    .post(
                            "/" + realm.name() + "/clients/" + realm.clientUuid(clientId) + "/roles",
                            Map.of("name", GOVERNED)));
        }
    }

    static List<ConditionedPolicy> policies() {
        return ConditionedPolicy.ALL;
    }

    @ParameterizedTest
    @MethodSource("policies")
    void givenConditionsThenThePolicyGovernsWhatTheyMatch(ConditionedPolicy policy) {
        realm.savePolicies(List.of(policy.representation(GOVERNED)));
        Set<String> claimed = new TreeSet<>();
        Set<String> rotated = new TreeSet<>();
        apps.forEach((minting, app) -> {
            Tokens first = minting.login().apply(app);
            if (first.generation() == 0) {
                claimed.add(minting.name());
            }
            if (app.refreshed(first).generation() == 1) {
                rotated.add(minting.name());
            }
        });
        assertThat(claimed).as("claimed when issued").isEqualTo(new TreeSet<>(policy.issued()));
        if (policy.refreshed()) {
            assertThat(rotated).as("rotated").hasSize(apps.size());
        } else {
            assertThat(rotated).as("rotated").isEmpty();
        }
    }
}
