package dev.tokenfamily.clientpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.StoredModels;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.jpa.ClientAdapter;
import org.keycloak.models.jpa.RealmAdapter;
import org.keycloak.models.jpa.entities.ClientAttributeEntity;

/** A client's own Revoke Refresh Token, on a Keycloak that has that and on one that has not. */
final class ClientSwitchTest {

    private final RealmAdapter realm = StoredModels.realm("realm");
    private final ClientAdapter client = StoredModels.client(realm, "c-1", "shop");

    @BeforeEach
    void attributes() {
        client.getEntity().setAttributes(new ArrayList<>());
        realm.getEntity().setRefreshTokenMaxReuse(3);
    }

    private void set(String attribute, String value) {
        ClientAttributeEntity entity = new ClientAttributeEntity();
        entity.setClient(client.getEntity());
        entity.setName(attribute);
        entity.setValue(value);
        client.getEntity().getAttributes().add(entity);
    }

    /** As pull request 51798 names them. */
    public static final class NamesOfALaterKeycloak {

        public static final String REVOKE_REFRESH_TOKEN = "revoke.refresh.token";

        private NamesOfALaterKeycloak() {}
    }

    @Nested
    final class GivenAKeycloakThatKnowsIt {

        private final ClientSwitch later = ClientSwitch.namedIn(NamesOfALaterKeycloak.class);

        @ParameterizedTest
        @CsvSource({
            "true, false, true",
            "' TRUE ', false, true",
            "false, true, false",
            "'', true, true",
            "'', false, false"
        })
        void thenItOverridesThatOfTheRealm(String own, boolean ofRealm, boolean on) {
            realm.getEntity().setRevokeRefreshToken(ofRealm);
            set(ClientSwitch.REVOKE, own);
            assertThat(later.isOn(realm, client)).isEqualTo(on);
        }

        @ParameterizedTest
        @CsvSource({"0, 0", "7, 7", "'', 3", "x, 3", "-1, 3", "99999999999, 3"})
        void thenItsOwnNumberCounts(String own, int expected) {
            set(ClientSwitch.MAX_REUSE, own);
            assertThat(later.maxReuse(realm, client)).isEqualTo(expected);
        }

        @Test
        void whenItIsNotSetThenTheRealmDecides() {
            realm.getEntity().setRevokeRefreshToken(true);
            assertThat(later.isOn(realm, client)).isTrue();
            assertThat(later.maxReuse(realm, client)).isEqualTo(3);
        }
    }

    @Nested
    final class GivenAKeycloakThatDoesNotKnowIt {

        @Test
        void thenTheAttributesMeanNothing() {
            set(ClientSwitch.REVOKE, "true");
            set(ClientSwitch.MAX_REUSE, "0");
            assertThat(ClientSwitch.OF_THIS_SERVER.known()).isFalse();
            assertThat(ClientSwitch.OF_THIS_SERVER.isOn(realm, client)).isFalse();
            assertThat(ClientSwitch.OF_THIS_SERVER.maxReuse(realm, client)).isEqualTo(3);
        }
    }

    @Test
    void givenAClientWithoutItThenNothingIsToBeHidden() {
        set("profile", "spa");
        assertThat(ClientSwitch.isSetOn(client)).isFalse();
        assertThat(ClientSwitch.isSetOn(null)).isFalse();
    }
}
