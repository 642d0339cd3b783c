package dev.tokenfamily.live.operation;

import static dev.tokenfamily.harness.realm.RefreshAssertions.EXPIRED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.NOT_ALLOWED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.UNKNOWN;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import java.util.Map;

/** Clients of one realm, to which everything happens that a verdict can say. Its mails cannot be sent. */
record VerdictStory(TestRealm realm, App app, App keeping, App shortLived, App late, App placed) {

    static VerdictStory in(KeycloakServer server, String realmName) {
        TestRealm realm = TestRealm.create(server, realmName)
                .govern("one-retry", Map.of("grace-period-seconds", 60, "grace-max-retries", 1, "notify-user", true))
                .govern("interval", Map.of("rotation-interval-seconds", 3600))
                .govern("short", Map.of("absolute-lifetime-seconds", 60))
                .govern("late", Map.of("late-recovery-seconds", 3600))
                .govern("place", Map.of("on-origin-change", "require-login"));
        return new VerdictStory(
                realm,
                realm.publicClient("app", "one-retry"),
                realm.publicClient("keeping", "interval"),
                realm.publicClient("short-lived", "short"),
                realm.publicClient("late", "late"),
                realm.publicClient("placed", "place"));
    }

    /** From the beginning; can be played again. */
    void play() {
        Tokens expiring = shortLived.refreshed(shortLived.login("bob"));
        Tokens losing = late.login("bob");
        late.refreshed(losing);
        rotatesAndIsReused();
        isKept();
        isRestoredAndLost();
        isGivenBack();
        isElsewhere();
        realm.pass(60);
        assertRefused(shortLived.refresh(expiring.refresh()), EXPIRED);
        late.refreshed(losing);
        assertThat(realm.lastEvent(late.clientId()).verdict()).isEqualTo("late_recovery");
    }

    private void rotatesAndIsReused() {
        Tokens first = app.login("alice");
        Tokens head = app.refreshed(first);
        realm.pass(3);
        assertThat(app.refreshed(first).refresh()).isEqualTo(head.refresh());
        assertThat(realm.lastEvent(app.clientId()).verdict()).isEqualTo("grace_retry");
        assertRefused(app.refresh(first.refresh()), NOT_ALLOWED);
        realm.pass(61);
        assertRefused(app.refresh(first.refresh()), REUSED);
        assertRefused(app.refresh(head.refresh()), REVOKED);
    }

    private void isKept() {
        Tokens head = keeping.refreshed(keeping.login("alice"));
        assertThat(keeping.refreshed(head).generation()).isEqualTo(head.generation());
    }

    private void isRestoredAndLost() {
        Tokens head = app.refreshed(app.refreshed(app.refreshed(app.login("bob"))));
        String ofTheFamily = " where REALM_ID = :realm and ID = '" + head.familyId() + "'";
        realm.inside().sql("update TOKEN_FAMILY set GENERATION = 1, HEAD_JTI = 'from-the-backup'" + ofTheFamily);
        Tokens caughtUp = app.refreshed(head);
        assertThat(caughtUp.generation()).isEqualTo(head.generation() + 1);
        realm.inside().sql("delete from TOKEN_FAMILY" + ofTheFamily);
        assertRefused(app.refresh(caughtUp.refresh()), UNKNOWN);
    }

    private void isGivenBack() {
        Tokens head = app.refreshed(app.login("alice"));
        assertThat(app.revoke(head.refresh()).status()).isEqualTo(200);
        assertThat(realm.inside().revocation(head.familyId())).isEqualTo("TOKEN_REVOCATION");
    }

    private void isElsewhere() {
        Tokens head = placed.refreshed(placed.login("alice"));
        assertThat(placed.refresh(head.refresh(), "X-Forwarded-For", "203.0.113.9")
                        .status())
                .isEqualTo(400);
        assertThat(realm.lastEvent(placed.clientId()).verdict()).isEqualTo("origin_changed");
    }
}
