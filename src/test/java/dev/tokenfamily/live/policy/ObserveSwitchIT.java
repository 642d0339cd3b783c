package dev.tokenfamily.live.policy;

import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Twins;
import dev.tokenfamily.harness.realm.Twins.TwinAnswers;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Observing changes nothing: an observed client and one without a policy are told the same, whatever Keycloak's own switch
 * allows, and however late a token comes again.
 */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObserveSwitchIT {

    private static final int OFF = -1;

    private final KeycloakServer server;
    private final Map<Integer, TestRealm> realms = new HashMap<>();

    ObserveSwitchIT(KeycloakServer server) {
        this.server = server;
    }

    private TestRealm realm(int maxReuse) {
        return TestRealm.create(server, "same-" + (maxReuse + 1), settings -> {
            settings.setRevokeRefreshToken(maxReuse != OFF);
            settings.setRefreshTokenMaxReuse(Math.max(0, maxReuse));
            settings.setSsoSessionIdleTimeout(1_800);
        });
    }

    static List<Arguments> cases() {
        return Stream.of(OFF, 0, 1, 2)
                .flatMap(maxReuse -> Stream.of(0, 1, 2, 11).flatMap(gap -> Stream.of("openid", "openid offline_access")
                        .map(scope -> Arguments.of(maxReuse, gap, scope))))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givenATokenThatComesAgainThenBothAreToldTheSame(int maxReuse, int gap, String scope) {
        TestRealm realm = realms.computeIfAbsent(maxReuse, this::realm);
        Twins twins =
                Twins.observed(realm, "app-" + gap + "-" + scope.length(), client -> client.setPublicClient(true));
        TwinAnswers login = twins.login("alice", scope);
        List<TwinAnswers> told = new ArrayList<>();
        for (int use = 0; use < 3; use++) {
            told.add(twins.refresh(login));
            realm.pass(gap);
        }
        twins.refresh(newest(told));
        if (gap > 0) { // within one second Keycloak takes an older token for the newest
            realm.pass(gap);
            twins.refresh(told.get(0));
            realm.pass(gap);
            twins.refresh(newest(told));
        }
    }

    /** Of those that got one. */
    private static TwinAnswers newest(List<TwinAnswers> told) {
        return told.stream()
                .filter(answer -> answer.plain().status() == 200)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }
}
