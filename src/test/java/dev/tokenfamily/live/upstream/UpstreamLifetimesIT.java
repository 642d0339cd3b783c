package dev.tokenfamily.live.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Twins;
import dev.tokenfamily.harness.realm.Twins.TwinAnswers;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.FullRunOnly;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sessions of governed clients last as long as Keycloak wants them to, and no rotation and no retry makes them longer. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpstreamLifetimesIT {

    private static final int SLACK = 60;

    private final KeycloakServer server;
    private final AtomicInteger realms = new AtomicInteger();

    UpstreamLifetimesIT(KeycloakServer server) {
        this.server = server;
    }

    static List<SessionLimit> idle() {
        return SessionLimit.idle();
    }

    static List<SessionLimit> max() {
        return SessionLimit.max();
    }

    static List<SessionLimit> maxOfRealm() {
        return SessionLimit.max().stream()
                .filter(limit -> limit.client().isEmpty())
                .toList();
    }

    private TestRealm realm() {
        return TestRealm.create(server, "upstream-lifetimes-" + realms.incrementAndGet());
    }

    private static Twins twins(TestRealm realm, SessionLimit limit) {
        return Twins.in(realm, "app", client -> {
            client.setPublicClient(true);
            limit.set(client);
        });
    }

    @ParameterizedTest
    @MethodSource("idle")
    void givenAnIdleLimitThenOnlyARefreshInTimeKeepsTheSession(SessionLimit limit) {
        TestRealm realm = realm();
        limit.set(realm);
        Twins twins = twins(realm, limit);
        TwinAnswers before = twins.login("alice", limit.scope());
        TwinAnswers last = before;
        for (int time = 0; time < 2; time++) {
            realm.pass(limit.seconds() * 2 / 3);
            before = last;
            last = twins.refreshed(before);
            twins.retried(before, last);
        }
        realm.pass(limit.seconds() + SLACK);
        twins.refused(before);
        twins.refused(last);
        assertNotRevokedByUs(realm, last);
    }

    @ParameterizedTest
    @MethodSource("max")
    void givenAMaximumThenTokensEndWithTheSessionAndTheSessionEnds(SessionLimit limit) {
        TestRealm realm = realm();
        limit.set(realm);
        Twins twins = twins(realm, limit);
        TwinAnswers before = twins.login("alice", limit.scope());
        TwinAnswers last = before;
        int step = limit.seconds() / 3;
        for (int time = 1; time <= 2; time++) {
            realm.pass(step);
            before = last;
            last = twins.refreshed(before);
            int left = limit.seconds() - time * step;
            assertThat(last.number("refresh_expires_in")).isBetween((long) left - SLACK, (long) left);
            assertThat(twins.retried(before, last).number("refresh_expires_in"))
                    .isBetween((long) left - SLACK, (long) left);
        }
        realm.pass(step + SLACK);
        twins.refused(before);
        twins.refused(last);
        assertNotRevokedByUs(realm, last);
    }

    @ParameterizedTest
    @MethodSource("maxOfRealm")
    void givenAMaximumLoweredLaterThenItHoldsForOlderTokensToo(SessionLimit limit) {
        TestRealm realm = realm();
        Twins twins = twins(realm, limit);
        TwinAnswers login = twins.login("alice", limit.scope());
        TwinAnswers head = twins.refreshed(login);
        limit.set(realm);
        realm.pass(limit.seconds() + SLACK);
        assertThat(twins.refused(login).governed().text("error_description")).contains("ession not");
        twins.refused(head);
    }

    private static void assertNotRevokedByUs(TestRealm realm, TwinAnswers told) {
        assertThat(realm.inside().revocation(told.tokens().familyId())).isIn("", "SESSION_ENDED");
    }
}
