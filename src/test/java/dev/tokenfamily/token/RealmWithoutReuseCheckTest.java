package dev.tokenfamily.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.StoredModels;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.keycloak.models.jpa.RealmAdapter;

/** A realm whose own reuse check is out of the way. */
final class RealmWithoutReuseCheckTest {

    private final RealmAdapter realm = StoredModels.realm("realm");
    private final RealmWithoutReuseCheck withoutCheck = new RealmWithoutReuseCheck(realm);

    @Nested
    final class GivenARealmThatRevokesRefreshTokens {

        @BeforeEach
        void switchOn() {
            realm.getEntity().setRevokeRefreshToken(true);
            realm.getEntity().setSsoSessionMaxLifespan(4_711);
        }

        @Test
        void thenTheSwitchIsOffAndNothingElseIsChanged() {
            assertThat(withoutCheck.isRevokeRefreshToken()).isFalse();
            assertThat(withoutCheck.getSsoSessionMaxLifespan()).isEqualTo(4_711);
            assertThat(realm.isRevokeRefreshToken()).isTrue();
        }

        @Test
        void whenTheTokenKeepsTheCheckThenTheSwitchIsAsItIs() {
            withoutCheck.keepCheck(true);
            assertThat(withoutCheck.isRevokeRefreshToken()).isTrue();
            realm.getEntity().setRevokeRefreshToken(false);
            assertThat(withoutCheck.isRevokeRefreshToken()).isFalse();
        }
    }

    /** Keycloak's session provider compares the realm of a session with that of the request. */
    @Nested
    final class GivenItIsComparedWithTheRealm {

        @Test
        void thenTheyAreEqualBothWays() {
            assertThat((Object) withoutCheck).isEqualTo(realm);
            assertThat((Object) realm).isEqualTo(withoutCheck);
            assertThat(withoutCheck).isEqualTo(new RealmWithoutReuseCheck(StoredModels.realm("realm")));
            assertThat(withoutCheck).hasSameHashCodeAs(realm);
        }

        @Test
        void thenAnotherRealmIsNotEqualNorAnythingElse() {
            assertThat((Object) withoutCheck).isNotEqualTo(StoredModels.realm("other"));
            assertThat(withoutCheck).isNotEqualTo("realm");
        }
    }
}
