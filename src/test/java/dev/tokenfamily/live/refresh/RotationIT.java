package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.realm.RefreshAssertions.NOT_ALLOWED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertGranted;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.SavedEvent;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rotation and the grace period. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RotationIT {

    /** Longer than the usual ten seconds, which a busy machine needs for a few requests. */
    private static final int GRACE = 600;

    private static final String ELSEWHERE = "198.51.100.7";

    private final TestRealm realm;

    RotationIT(KeycloakServer server) {
        realm = TestRealm.create(server, "rotation")
                .govern("default", Map.of("grace-period-seconds", GRACE))
                .govern("strict", Map.of("grace-period-seconds", 0))
                .govern("two-retries", Map.of("grace-period-seconds", GRACE, "grace-max-retries", 2))
                .govern("bound", Map.of("grace-period-seconds", GRACE, "grace-binding", "ip-address"))
                .govern("interval", Map.of("rotation-interval-seconds", 60))
                .govern("off", Map.of("rotation", "off"));
    }

    @Test
    void whenRefreshedTenTimesThenEachTokenIsTheNextOfOneFamily() {
        App app = realm.publicClient("ten", "default");
        Tokens tokens = new Browser().open(app, "alice");
        String family = tokens.refreshClaims().path("jti").asText();
        Set<String> seen = new HashSet<>(Set.of(tokens.refresh()));
        assertThat(tokens.generation()).isZero();
        for (int generation = 1; generation <= 10; generation++) {
            tokens = app.refreshed(tokens);
            assertThat(tokens.generation()).isEqualTo(generation);
            assertThat(tokens.familyId()).isEqualTo(family);
            assertThat(seen.add(tokens.refresh())).isTrue();
            assertThat(app.userinfo(tokens.access()).status()).isEqualTo(200);
        }
        SavedEvent event = realm.lastEvent("ten");
        assertGranted(event, "rotate", family, 9);
        assertThat(realm.inside().row(family).path("generation").asInt()).isEqualTo(10);
        assertThat(realm.inside().rows())
                .filteredOn(row -> row.path("id").asText().equals(family))
                .hasSize(1);
    }

    @Nested
    final class GivenALostResponse {

        @Test
        void whenRetriedInGraceThenTheSuccessorComesAgainByteForByte() {
            App app = realm.publicClient("lost", "default");
            Tokens first = app.login("alice");
            Tokens lost = app.refreshed(first);
            realm.pass(GRACE / 2);
            Tokens retried = app.refreshed(first);
            assertThat(retried.refresh()).isEqualTo(lost.refresh());
            assertThat(retried.access()).isNotEqualTo(lost.access());
            assertGranted(realm.lastEvent("lost"), "grace_retry", first.familyId(), 0);
            assertThat(app.refreshed(retried).generation()).isEqualTo(2);
        }

        @Test
        void whenItWasOfALaterGenerationThenTheSuccessorComesAgain() {
            App app = realm.publicClient("lost-later", "default");
            Tokens third = app.refreshed(app.refreshed(app.refreshed(app.login("alice"))));
            Tokens lost = app.refreshed(third);
            for (int retry = 0; retry < 3; retry++) {
                assertThat(app.refreshed(third).refresh()).isEqualTo(lost.refresh());
            }
            assertThat(realm.inside()
                            .row(third.familyId())
                            .path("grace_retries")
                            .asInt())
                    .isEqualTo(3);
        }

        @Test
        void whenRetriedTooOftenThenThatIsRefusedAndTheFamilyLives() {
            App app = realm.publicClient("two-retries", "two-retries");
            Tokens first = app.login("alice");
            Tokens second = app.refreshed(first);
            app.refreshed(first);
            app.refreshed(first);
            assertRefused(app.refresh(first.refresh()), NOT_ALLOWED);
            assertThat(realm.lastEvent("two-retries").verdict()).isEqualTo("grace_refused");
            assertThat(app.refreshed(second).generation()).isEqualTo(2);
        }

        @Test
        void whenRetriesAreBoundThenOnlyOneFromElsewhereIsRefused() {
            App app = realm.publicClient("bound", "bound");
            Tokens first = app.login("alice");
            Tokens second = app.refreshed(first);
            assertRefused(app.refresh(first.refresh(), "X-Forwarded-For", ELSEWHERE), NOT_ALLOWED);
            assertThat(app.refreshed(first).refresh()).isEqualTo(second.refresh());
            assertThat(app.refreshed(second).generation()).isEqualTo(2);
        }

        @Test
        void whenRetriesAreNotBoundThenOneFromElsewhereIsOnlyMarked() {
            App app = realm.publicClient("unbound", "default");
            Tokens first = app.login("alice");
            Tokens second = app.refreshed(first);
            Response retried = app.refresh(first.refresh(), "X-Forwarded-For", ELSEWHERE);
            assertThat(Tokens.of(retried).refresh()).isEqualTo(second.refresh());
            assertThat(realm.lastEvent("unbound").graceAddress()).isEqualTo("changed");
        }
    }

    /** Several processes with one credentials file, which refresh with whatever they have read there. */
    @Nested
    final class GivenRotationsThatFollowEachOtherAtOnce {

        @ParameterizedTest
        @ValueSource(ints = {0, 3_600})
        void whenASlowProcessIsTwoBehindThenItGetsTheHead(int age) {
            App app = realm.publicClient("chain-" + age, "default");
            Tokens first = app.login("alice", "openid offline_access");
            realm.pass(age);
            Tokens second = app.refreshed(first);
            Tokens head = app.refreshed(second);

            assertThat(app.refreshed(first).refresh()).isEqualTo(head.refresh());

            SavedEvent event = realm.lastEvent(app.clientId());
            assertGranted(event, "grace_retry", first.familyId(), 0);
            assertThat(event.graceBehind()).isEqualTo("2");
            assertThat(app.refreshed(second).refresh()).isEqualTo(head.refresh());
            assertThat(realm.lastEvent(app.clientId()).graceBehind()).isEmpty();
            assertThat(app.refreshed(head).generation()).isEqualTo(3);
            assertThat(realm.inside().revocation(first.familyId())).isEmpty();
        }

        @Test
        void whenItsOwnGraceIsOverThenItIsAReuseWhateverIsYoungerThanThat() {
            App app = realm.publicClient("chain-late", "default");
            Tokens first = app.login("alice");
            Tokens second = app.refreshed(first);
            realm.pass(GRACE * 8 / 10);
            Tokens head = app.refreshed(second);
            assertThat(app.refreshed(first).refresh()).isEqualTo(head.refresh());
            realm.pass(GRACE * 4 / 10);
            assertThat(app.refreshed(second).refresh()).isEqualTo(head.refresh());
            assertRefused(app.refresh(first.refresh()), REUSED);
            assertThat(realm.lastEvent("chain-late").reuse()).isEqualTo("stale-lineage");
            assertRefused(app.refresh(head.refresh()), REVOKED);
        }

        @Test
        void whenRetriesAreLimitedThenOneLimitCountsForAllOfThem() {
            App app = realm.publicClient("chain-limited", "two-retries");
            Tokens first = app.login("alice");
            Tokens second = app.refreshed(first);
            app.refreshed(first);
            app.refreshed(second);
            app.refreshed(first);
            assertRefused(app.refresh(first.refresh()), NOT_ALLOWED);
            assertThat(realm.lastEvent("chain-limited").graceBehind()).isEqualTo("2");
        }

        @Test
        void whenAnotherAddressRotatesUnderBindingThenOlderTokensRaiseTheAlarm() {
            App app = realm.publicClient("chain-bound", "bound");
            Tokens first = app.login("alice");
            Tokens second = app.refreshed(first);
            Tokens third = app.refreshed(second);
            assertThat(app.refreshed(first).refresh()).isEqualTo(third.refresh());
            assertRefused(app.refresh(first.refresh(), "X-Forwarded-For", ELSEWHERE), NOT_ALLOWED);
            app.refresh(third.refresh(), "X-Forwarded-For", ELSEWHERE);
            assertRefused(app.refresh(second.refresh()), REUSED);
        }
    }

    @Test
    void givenNoGraceWhenATokenIsUsedTwiceThenTheSecondUseIsAReuse() {
        App app = realm.publicClient("strict", "strict");
        Tokens first = app.login("alice");
        Tokens second = app.refreshed(first);
        assertRefused(app.refresh(first.refresh()), REUSED);
        assertThat(realm.lastEvent("strict").verdict()).isEqualTo("reuse");
        assertRefused(app.refresh(second.refresh()), REVOKED);
    }

    @Test
    void givenAClientThatNeedsGraceAgainAndAgainThenTheEventSaysSo() {
        App app = realm.publicClient("streak", "default");
        Tokens tokens = app.login("alice");
        for (int generation = 0; generation < 3; generation++) {
            app.refreshed(tokens);
            tokens = app.refreshed(tokens);
        }
        assertThat(realm.lastEvent("streak").graceStreak()).isEqualTo("3");
    }

    @Test
    void givenAnIntervalThenTheGenerationIsKeptAndTheRowIsWrittenOnce() {
        App app = realm.publicClient("interval", "interval");
        Tokens first = app.login("alice");
        Tokens kept = app.refreshed(first);
        assertThat(kept.generation()).isZero();
        assertGranted(realm.lastEvent("interval"), "keep", first.familyId(), 0);
        assertThat(app.refreshed(kept).generation()).isZero();
        JsonNode row = realm.inside().state(first.familyId());
        assertThat(row.path("unnamed_until").asLong()).isPositive(); // its access token has no name there
        assertThat(app.refreshed(first).generation()).isZero();
        assertThat(app.refreshed(kept).generation()).isZero();
        assertThat(realm.inside().state(first.familyId())).isEqualTo(row);
        realm.pass(61);
        Tokens rotated = app.refreshed(kept);
        assertThat(rotated.generation()).isEqualTo(1);
        realm.pass(11);
        assertRefused(app.refresh(first.refresh()), REUSED);
    }

    @Test
    void givenRotationOffThenTheGenerationIsKeptAndTheFamilyTracked() {
        App app = realm.publicClient("off", "off");
        Tokens first = app.login("alice");
        Tokens kept = app.refreshed(app.refreshed(first));
        assertThat(kept.generation()).isZero();
        assertThat(kept.familyId()).isEqualTo(first.familyId());
        assertThat(app.refreshed(first).generation()).isZero();
        assertThat(realm.inside().row(first.familyId()).path("generation").asInt())
                .isZero();
        assertThat(realm.inside().revocation(first.familyId())).isEmpty();
    }
}
