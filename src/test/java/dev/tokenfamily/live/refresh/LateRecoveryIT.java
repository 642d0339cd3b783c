package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.realm.RefreshAssertions.NOT_ALLOWED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertGranted;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefusal;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.KeyBinding;
import dev.tokenfamily.harness.realm.Report;
import dev.tokenfamily.harness.realm.SavedEvent;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client that lost an answer comes back hours later, and so may a thief (ADR 26). */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LateRecoveryIT {

    private static final int HOUR = 3_600;
    private static final int DAY = 24 * HOUR;
    private static final String HOME = "198.51.100.7";
    private static final String SAME_NETWORK = "198.51.100.200";
    private static final String ELSEWHERE = "203.0.113.9";

    private final TestRealm realm;

    LateRecoveryIT(KeycloakServer server) {
        realm = TestRealm.create(server, "late-recovery")
                .govern("late", Map.of("grace-period-seconds", 40, "late-recovery-seconds", DAY))
                .govern(
                        "observed",
                        Map.of("grace-period-seconds", 40, "late-recovery-seconds", DAY, "enforcement", "observe"));
    }

    private static Response from(String address, App app, Tokens tokens) {
        return app.refresh(tokens.refresh(), "X-Forwarded-For", address);
    }

    private void assertRecovered(App app, Tokens presented, int number) {
        SavedEvent event = realm.lastEvent(app.clientId());
        assertGranted(event, "late_recovery", presented.familyId(), presented.generation());
        assertThat(Integer.parseInt(event.detail("token_family_recovery_delay")))
                .isBetween(HOUR, HOUR + 600);
        assertThat(event.detail("token_family_recoveries")).isEqualTo(Integer.toString(number));
    }

    /** By that presentation, and for everybody. */
    private void assertEndsAll(App app, Tokens presented, String address, String kind, Tokens other) {
        assertRefused(from(address, app, presented), REUSED);
        SavedEvent event = realm.lastEvent(app.clientId());
        assertRefusal(event, "reuse", presented.familyId(), presented.generation());
        assertThat(event.reuse()).isEqualTo(kind);
        assertRefused(from(address, app, other), REVOKED);
        assertThat(realm.inside().revocation(presented.familyId())).isEqualTo("REUSE");
    }

    private JsonNode family(Tokens tokens) {
        return realm.admin().read("/" + realm.name() + "/token-families/" + tokens.familyId());
    }

    @Nested
    final class GivenAnAnswerThatWasLost {

        @Test
        void whenTheGracePeriodIsOverThenItsOwnerGoesOnWithANewToken() {
            App app = realm.confidentialClient("lost", "late");
            Tokens first = app.login("alice");
            Tokens lost = app.refreshed(first);
            realm.pass(HOUR);

            Tokens recovered = app.refreshed(first);

            assertRecovered(app, first, 1);
            assertThat(recovered.generation()).isEqualTo(2);
            assertThat(recovered.refresh()).isNotEqualTo(lost.refresh());
            assertThat(app.refreshActive(recovered.refresh())).isTrue();
            assertThat(app.refreshActive(lost.refresh())).isFalse();
            assertThat(app.refreshActive(first.refresh())).isFalse();
            assertThat(family(first).path("lateRecoveries").asInt()).isEqualTo(1);
            assertThat(family(first).path("recoveredAt").asLong())
                    .isEqualTo(family(first).path("rotatedAt").asLong());
            assertThat(realm.server().metrics())
                    .contains("keycloak_token_family_recovery_delay_seconds_count{realm=\"late-recovery\"}");
            assertThat(app.refreshed(recovered).generation()).isEqualTo(3);
        }

        @Test
        void whenTheNextOneIsLostTooThenARetryWithinTheGracePeriodGetsTheSame() {
            App app = realm.publicClient("retried", "late");
            Tokens first = app.login("alice");
            app.refreshed(first);
            realm.pass(HOUR);
            Tokens recovered = app.refreshed(first);
            realm.pass(3);

            assertThat(app.refreshed(first).refresh()).isEqualTo(recovered.refresh());
            assertGranted(realm.lastEvent("retried"), "grace_retry", first.familyId(), 0);

            realm.pass(60);
            assertEndsAll(app, first, HOME, "stale-lineage", recovered);
        }

        @Test
        void whenTheBudgetIsSpentThenTheNextLateTokenIsTheAlarm() {
            App app = realm.publicClient("spent", "late");
            Tokens first = app.login("alice");
            app.refreshed(first);
            realm.pass(HOUR);
            Tokens second = app.refreshed(first);
            Tokens lostAgain = app.refreshed(second);
            realm.pass(HOUR);
            assertEndsAll(app, second, HOME, "recent-predecessor", lostAgain);
        }

        @Test
        void whenThirtyDaysHavePassedThenThereIsOneMore() {
            App app = realm.publicClient("monthly", "late");
            Tokens first = app.login("alice");
            app.refreshed(first);
            realm.pass(HOUR);
            Tokens second = app.refreshed(first);
            realm.pass(30 * DAY);
            app.refreshed(second);
            realm.pass(HOUR);
            assertThat(app.refreshed(second).generation()).isEqualTo(4);
            assertRecovered(app, second, 1);
        }

        @Test
        void whenItIsTwoBehindOrTooLateThenItIsAReuse() {
            App behind = realm.publicClient("behind", "late");
            Tokens first = behind.login("alice");
            Tokens head = behind.refreshed(behind.refreshed(first));
            realm.pass(HOUR);
            assertEndsAll(behind, first, HOME, "stale-lineage", head);

            App late = realm.publicClient("too-late", "late");
            Tokens login = late.login("alice");
            Tokens lost = late.refreshed(login);
            realm.pass(DAY + 60);
            assertEndsAll(late, login, HOME, "recent-predecessor", lost);
        }

        @Test
        void whenTheFamilyIsMarkedOrRevokedThenItIsNeverForgiven() {
            App marked = realm.publicClient("marked", "late");
            Tokens first = marked.login("alice");
            Tokens lost = marked.refreshed(first);
            realm.inside()
                    .sql("update TOKEN_FAMILY set SPARED_UNTIL = 1 where REALM_ID = :realm and ID = '"
                            + first.familyId() + "'");
            realm.pass(HOUR);
            assertEndsAll(marked, first, HOME, "recent-predecessor", lost);

            App revoked = realm.publicClient("revoked", "late");
            Tokens login = revoked.login("alice");
            revoked.refreshed(login);
            realm.pass(HOUR);
            realm.admin().delete("/" + realm.name() + "/token-families/" + login.familyId());
            assertRefused(revoked.refresh(login.refresh()), REVOKED);
        }
    }

    @Nested
    final class GivenWhereItComesFrom {

        @Test
        void whenAPublicClientChangedNetworksThenItIsTheAlarmAndWithinItsNetworkItIsNot() {
            App app = realm.publicClient("moved", "late");
            Tokens first = app.login("alice");
            Tokens lost = Tokens.of(from(HOME, app, first));
            realm.pass(HOUR);
            assertEndsAll(app, first, "198.51.101.7", "recent-predecessor", lost);

            Tokens login = app.login("alice");
            from(HOME, app, login);
            realm.pass(HOUR);
            assertThat(Tokens.of(from(SAME_NETWORK, app, login)).generation()).isEqualTo(2);
            assertRecovered(app, login, 1);
        }

        @Test
        void whenNobodyKnowsTheAddressesThenAPublicClientIsNotRecovered() {
            App app = realm.publicClient("unknown", "late");
            Tokens first = app.login("alice");
            Tokens lost = Tokens.of(from("gateway.example", app, first));
            realm.pass(HOUR);
            assertEndsAll(app, first, "gateway.example", "recent-predecessor", lost);
        }

        @Test
        void whenItIsRecoveredThenARetryFromAnotherNetworkIsRefusedAndTheOwnerGoesOn() {
            App app = realm.publicClient("retried-elsewhere", "late");
            Tokens first = app.login("alice");
            from(HOME, app, first);
            realm.pass(HOUR);
            Tokens recovered = Tokens.of(from(HOME, app, first));

            assertRefused(from(ELSEWHERE, app, first), NOT_ALLOWED);
            assertRefusal(realm.lastEvent("retried-elsewhere"), "grace_refused", first.familyId(), 0);

            assertThat(Tokens.of(from(HOME, app, recovered)).generation()).isEqualTo(3);
        }

        @Test
        void whenTheOwnerProvesTheKeyOfTheRotationThenItGoesOnFromAnywhere() {
            App app = realm.client("bound", "late", client -> {
                client.setPublicClient(true);
                KeyBinding.DPOP.require(client);
            });
            App owner = app.with(KeyBinding.DPOP.newKey(app));
            Tokens first = owner.login("alice");
            from(HOME, owner, first);
            realm.pass(HOUR);
            assertThat(Tokens.of(from(ELSEWHERE, owner, first)).generation()).isEqualTo(2);
            assertRecovered(owner, first, 1);
        }

        @Test
        void whenAConfidentialClientChangedNetworksThenItGoesOn() {
            App app = realm.confidentialClient("server", "late");
            Tokens first = app.login("alice");
            from(HOME, app, first);
            realm.pass(HOUR);
            assertThat(Tokens.of(from(ELSEWHERE, app, first)).generation()).isEqualTo(2);
            assertRecovered(app, first, 1);
        }
    }

    @Nested
    final class GivenAThief {

        @Test
        void whenHeRefreshesFirstFromElsewhereThenTheOwnersRefreshIsTheAlarm() {
            App app = realm.publicClient("thief-elsewhere", "late");
            Tokens first = app.login("alice");
            Tokens stolen = Tokens.of(from(ELSEWHERE, app, first));
            realm.pass(HOUR);
            assertEndsAll(app, first, HOME, "recent-predecessor", stolen);
        }

        /** Within the grace period Keycloak binds a copy to whatever key he shows. */
        @Test
        void whenHisCopyIsBoundToAKeyOfHisOwnThenThatIsNoNetwork() {
            App app = realm.publicClient("thief-key", "late");
            Tokens first = app.login("alice");
            Tokens owners = Tokens.of(from(HOME, app, first));
            App thief = app.with(KeyBinding.DPOP.newKey(app));
            Tokens copy = Tokens.of(from(ELSEWHERE, thief, first));
            assertThat(copy.refreshClaims().path("cnf").path("jkt").isTextual()).isTrue();
            Tokens head = Tokens.of(from(HOME, app, owners));
            realm.pass(HOUR);

            assertEndsAll(thief, copy, ELSEWHERE, "recent-predecessor", copy);
            assertRefused(from(HOME, app, head), REVOKED);
        }

        /** What is left: had he been content with one access token, nobody would know. */
        @Test
        void whenHeRefreshesFirstFromTheSameNetworkThenHisNextRefreshIsTheAlarm() {
            App app = realm.publicClient("thief-inside", "late");
            Tokens first = app.login("alice");
            Tokens stolen = Tokens.of(from(SAME_NETWORK, app, first));
            realm.pass(HOUR);
            Tokens owners = Tokens.of(from(HOME, app, first));
            assertEndsAll(app, stolen, SAME_NETWORK, "recent-predecessor", owners);
        }

        @Test
        void whenHeComesLateFromTheSameNetworkThenTheOwnersNextRefreshIsTheAlarm() {
            App app = realm.publicClient("thief-late", "late");
            Tokens first = app.login("alice");
            Tokens owners = Tokens.of(from(HOME, app, first));
            realm.pass(HOUR);
            Tokens thiefs = Tokens.of(from(SAME_NETWORK, app, first));
            assertThat(thiefs.refresh()).isNotEqualTo(owners.refresh());
            Tokens rotated = Tokens.of(from(SAME_NETWORK, app, thiefs));
            assertEndsAll(app, owners, HOME, "stale-lineage", rotated);
        }
    }

    @Test
    void givenAPolicyThatObservesThenItIsRecoveredAndTheReportSaysWhatThatWouldSpare() {
        App app = realm.publicClient("observing", "observed");
        Tokens first = app.login("alice");
        Tokens lost = app.refreshed(first);
        realm.pass(HOUR);
        Tokens recovered = app.refreshed(first);
        assertRecovered(app, first, 1);
        assertThat(recovered.generation()).isEqualTo(2);
        assertThat(app.refreshed(lost).generation()).as("nobody is harmed").isEqualTo(2);
        assertThat(realm.inside().revocation(first.familyId())).isEmpty();
        assertThat(app.refreshed(recovered).generation()).isEqualTo(3);

        JsonNode report = new Report(realm).of("observing");
        assertThat(report.path("lateRecoveries").path("wouldBeSpared").asInt()).isEqualTo(1);
        assertThat(report.path("lateRecoveries").path("spared").asInt()).isZero();
        assertThat(report.path("verdicts").path("late_recovery").asInt()).isEqualTo(1);
        assertThat(report.path("summary").asText()).contains("1 logout would be spared by late recovery");
    }
}
