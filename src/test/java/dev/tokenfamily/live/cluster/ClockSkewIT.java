package dev.tokenfamily.live.cluster;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static dev.tokenfamily.live.cluster.SkewedCluster.AHEAD;
import static dev.tokenfamily.live.cluster.SkewedCluster.BEHIND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.SavedEvent;
import dev.tokenfamily.live.cluster.SkewedCluster.Way;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two nodes whose system clocks differ by a minute. */
@FullRunOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClockSkewIT {

    private static final Duration SHORT = Duration.ofSeconds(3);

    private final SkewedCluster nodes;

    ClockSkewIT(@TempDir Path directory) throws IOException, InterruptedException {
        nodes = new SkewedCluster("skew", directory)
                .govern(Map.of(
                        "grace", Map.of("grace-period-seconds", 20),
                        "short", Map.of("grace-period-seconds", (int) SHORT.toSeconds()),
                        "strict", Map.of("grace-period-seconds", 0),
                        "interval", Map.of("rotation-interval-seconds", 120),
                        "lifetimes", Map.of("absolute-lifetime-seconds", 3600, "inactivity-lifetime-seconds", 300)));
    }

    @AfterEach
    void setRight() {
        nodes.setClockAhead(AHEAD);
    }

    @AfterAll
    void stop() {
        nodes.close();
    }

    @Test
    void thenTokensOfOneNodeAreFromTheFutureAndOthersFromThePast() {
        Way way = nodes.bothWays("differ", "grace").get(0);
        assertThat(nodes.skew(nodes.ahead())).isBetween(29L, 31L);
        assertThat(nodes.skew(nodes.behind())).isBetween(-31L, -29L);
        long before = nodes.databaseTime();
        long future = way.here().login("alice").refreshClaims().path("iat").asLong();
        long past = way.there().login("alice").refreshClaims().path("iat").asLong();
        assertThat(future - past).isBetween(58 - (nodes.databaseTime() - before), 60L);
    }

    @ParameterizedTest
    @CsvSource({
        "grace, openid", "grace, openid offline_access",
        "strict, openid", "strict, openid offline_access",
        "interval, openid", "interval, openid offline_access",
        "lifetimes, openid", "lifetimes, openid offline_access"
    })
    void whenAClientRefreshesAtBothNodesInTurnThenItIsNeverRefused(String profile, String scope) {
        for (Way way : nodes.bothWays("turns-" + profile + scope.length(), profile)) {
            Tokens tokens = way.here().login("alice", scope);
            for (int turn = 1; turn <= 12; turn++) {
                nodes.pass(20);
                tokens = way.atTurn(turn).refreshed(tokens);
            }
            // the first interval begins by the clock of the node of the login
            assertThat(tokens.generation()).isBetween(profile.equals("interval") ? 1 : 12, 12);
            assertThat(verdicts(way, tokens)).hasSize(12).isSubsetOf("rotate", "keep");
            assertThat(revocation(tokens)).isEmpty();
        }
    }

    @Nested
    final class GivenAPredecessor {

        @Test
        void whenPresentedAtTheOtherNodeThenTheSameSuccessorComesAgain() {
            for (Way way : nodes.bothWays("retry", "grace")) {
                Tokens first = way.here().login("alice");
                Tokens lost = way.here().refreshed(first);
                Tokens retried = way.there().refreshed(first);
                assertThat(retried.refresh()).isEqualTo(lost.refresh());
                assertThat(verdicts(way, first)).containsExactlyInAnyOrder("rotate", "grace_retry");
                assertThat(way.there().refreshed(retried).generation()).isEqualTo(2);
            }
        }

        @Test
        void whenTheGracePeriodIsOverThenItIsAReuseAtEitherNode() {
            for (Way way : nodes.bothWays("late", "short")) {
                Tokens first = way.here().login("alice");
                Tokens second = way.here().refreshed(first);
                nodes.await(SHORT);
                assertReuse(way, way.there(), first, second);
            }
        }

        @Test
        void whenTheClockIsSetBackThenTheGracePeriodDoesNotBeginAnew() {
            Way way = nodes.bothWays("again", "short").get(0);
            Tokens first = way.here().login("alice");
            Tokens second = way.here().refreshed(first);
            nodes.await(SHORT);
            nodes.setClockAhead(BEHIND);
            assertReuse(way, way.here(), first, second);
            nodes.setClockAhead(AHEAD);
            assertRevokedAtBoth(way, second);
        }

        @Test
        void whenTheClockIsSetForwardThenTheGracePeriodIsNotOver() {
            Way way = nodes.bothWays("forward", "grace").get(0);
            nodes.setClockAhead(BEHIND);
            Tokens first = way.here().login("alice");
            Tokens second = way.here().refreshed(first);
            nodes.setClockAhead(AHEAD);
            assertThat(way.here().refreshed(first).refresh()).isEqualTo(second.refresh());
            assertThat(revocation(first)).isEmpty();
        }
    }

    /** Each node by its own clock would be half a minute off. */
    @Test
    void givenRotationsAtBothNodesWhenATokenTwoBehindComesThenItGetsTheHead() {
        for (Way way : nodes.bothWays("chain", "grace")) {
            Tokens first = way.here().login("alice");
            Tokens head = way.there().refreshed(way.here().refreshed(first));
            for (App node : way.both()) {
                assertThat(node.refreshed(first).refresh()).isEqualTo(head.refresh());
            }
            assertThat(verdicts(way, first)).containsOnly("rotate", "grace_retry");
            assertThat(revocation(first)).isEmpty();
        }
    }

    @Test
    void givenAnOlderTokenWhenPresentedAtTheOtherNodeThenItIsAReuse() {
        for (Way way : nodes.bothWays("stale", "strict")) {
            Tokens first = way.here().login("alice");
            Tokens third = way.here().refreshed(way.here().refreshed(first));
            assertReuse(way, way.there(), first, third);
        }
    }

    @Test
    void whenAClockIsSetBackAndForwardThenAClientIsNeverRefused() {
        Way way = nodes.bothWays("steps", "strict").get(0);
        Tokens tokens = way.here().login("alice");
        for (Duration step : List.of(BEHIND, AHEAD, BEHIND, AHEAD)) {
            nodes.setClockAhead(step);
            tokens = way.here().refreshed(tokens);
            tokens = way.there().refreshed(tokens);
        }
        assertThat(tokens.generation()).isEqualTo(8);
        assertThat(verdicts(way, tokens)).containsOnly("rotate");
        assertThat(revocation(tokens)).isEmpty();
    }

    private void assertReuse(Way way, App presentedAt, Tokens superseded, Tokens head) {
        assertRefused(presentedAt.refresh(superseded.refresh()), REUSED);
        assertThat(verdicts(way, head)).containsOnlyOnce("reuse");
        assertThat(revocation(head)).isEqualTo("REUSE");
        assertRevokedAtBoth(way, superseded);
        assertRevokedAtBoth(way, head);
    }

    private static void assertRevokedAtBoth(Way way, Tokens tokens) {
        way.both().forEach(node -> assertRefused(node.refresh(tokens.refresh()), REVOKED));
    }

    /** All of a family, in no particular order: events are sorted by clocks that differ. */
    private List<String> verdicts(Way way, Tokens family) {
        return nodes.ahead().events(way.here().clientId()).stream()
                .filter(event -> event.familyId().equals(family.familyId()))
                .map(SavedEvent::verdict)
                .toList();
    }

    private String revocation(Tokens family) {
        return nodes.behind().inside().revocation(family.familyId());
    }
}
