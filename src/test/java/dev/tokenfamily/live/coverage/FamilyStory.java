package dev.tokenfamily.live.coverage;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertGranted;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefusal;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertSessionEnded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;

/** What becomes of any first refresh token, under a policy with a grace period. */
record FamilyStory(TestRealm realm, App app, Tokens first) {

    /** Of a token that this client gets in this way. */
    static FamilyStory of(TestRealm realm, Minting minting, App app) {
        Tokens first = minting.login().apply(app);
        assertThat(first.generation()).isEqualTo(minting.claimed() ? 0 : -1);
        return new FamilyStory(realm, app, first);
    }

    private boolean claimed() {
        return first.generation() == 0;
    }

    void rotatesRetriesAndItsReuseIsDetected() {
        String family = first.refreshClaims().path("jti").asText();
        Tokens second = app.refreshed(first);
        assertThat(second.generation()).isEqualTo(1);
        assertThat(second.familyId()).isEqualTo(family);
        assertGranted(realm.lastEvent(app.clientId()), "rotate", family, 0);

        assertThat(app.refreshed(first).refreshClaims().path("jti"))
                .isEqualTo(second.refreshClaims().path("jti"));
        assertGranted(realm.lastEvent(app.clientId()), "grace_retry", family, 0);

        Tokens third = app.refreshed(second);
        realm.pass(61);
        assertRefused(app.refresh(first.refresh()), REUSED);
        assertRefusal(realm.lastEvent(app.clientId()), "reuse", family, 0);
        if (claimed()) {
            assertRefused(app.refresh(third.refresh()), REVOKED);
        } else { // the access token of its login has no name in the row
            assertSessionEnded(app.refresh(third.refresh()));
        }
        assertThat(realm.inside().revocation(family)).isEqualTo("REUSE");
    }

    void isRevokedWhenItsClientGivesItsHeadBack() {
        Tokens head = app.refreshed(first);
        assertThat(app.revoke(head.refresh()).status()).isEqualTo(200);
        assertThat(realm.inside().revocation(head.familyId())).isEqualTo("TOKEN_REVOCATION");
        assertThat(app.refresh(head.refresh()).status()).isEqualTo(400);
        assertThat(realm.lastEvent(app.clientId()).type()).isEqualTo("REFRESH_TOKEN_ERROR");
    }
}
