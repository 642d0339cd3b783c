package dev.tokenfamily.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.StoredModels;
import dev.tokenfamily.clientpolicy.ClientSwitch;
import dev.tokenfamily.token.WithoutReuseCheck.ClientWithoutReuseCheck;
import dev.tokenfamily.token.WithoutReuseCheck.RealmWithoutReuseCheck;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.jpa.ClientAdapter;
import org.keycloak.models.jpa.RealmAdapter;
import org.keycloak.models.jpa.entities.ClientAttributeEntity;

/** A realm and a client whose own reuse check is out of the way. */
final class WithoutReuseCheckTest {

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

    /** A thief whose client has the switch would be judged twice, and a retry in grace would end the client session. */
    @Nested
    final class GivenAClientThatHasIt {

        private final ClientAdapter client = StoredModels.client(realm, "c-1", "shop");

        @BeforeEach
        void turnOn() {
            client.getEntity().setAttributes(new ArrayList<>());
            set(ClientSwitch.REVOKE, "true");
            set(ClientSwitch.MAX_REUSE, "0");
            set("profile", "spa");
        }

        private void set(String attribute, String value) {
            ClientAttributeEntity entity = new ClientAttributeEntity();
            entity.setClient(client.getEntity());
            entity.setName(attribute);
            entity.setValue(value);
            client.getEntity().getAttributes().add(entity);
        }

        @Test
        void whenItIsHiddenThenTheClientHasNothingElseLess() {
            ClientWithoutReuseCheck hidden = new ClientWithoutReuseCheck(client, withoutCheck);
            assertThat(ClientSwitch.isSetOn(client)).isTrue();
            assertThat(ClientSwitch.isSetOn(hidden)).isFalse();
            assertThat(hidden.getAttributes()).containsOnlyKeys("profile");
            assertThat(hidden.getAttribute("profile")).isEqualTo("spa");
            assertThat(new ClientSwitch(true).isOn(withoutCheck, hidden)).isFalse();
        }

        @Test
        void whenTheTokenKeepsTheCheckThenItIsThereAgain() {
            ClientWithoutReuseCheck shown = new ClientWithoutReuseCheck(client, withoutCheck);
            withoutCheck.keepCheck(true);
            assertThat(ClientSwitch.isSetOn(shown)).isTrue();
            assertThat(shown.getAttributes()).hasSize(3);
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void thenBothAreTheSameClientToKeycloak(boolean kept) {
            withoutCheck.keepCheck(kept);
            ClientWithoutReuseCheck same = new ClientWithoutReuseCheck(client, withoutCheck);
            assertThat((Object) same).isEqualTo(client).hasSameHashCodeAs(client);
            assertThat((Object) client).isEqualTo(same);
        }
    }
}
