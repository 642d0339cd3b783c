package dev.tokenfamily.clientpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.StoredModels;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.jpa.ClientAdapter;
import org.keycloak.models.jpa.RealmAdapter;
import org.keycloak.models.jpa.entities.ClientAttributeEntity;

/** How long the access tokens of a client live, which warnings depend on. */
final class PolicyReportsTest {

    private static final int OF_SESSION = 36_000;

    private static int lifespan(int ofRealm, @Nullable String ofClient) {
        RealmAdapter realm = StoredModels.realm("realm");
        realm.getEntity().setAccessTokenLifespan(ofRealm);
        realm.getEntity().setSsoSessionMaxLifespan(OF_SESSION);
        ClientAdapter client = StoredModels.client(realm, "c-1", "shop");
        if (ofClient != null) {
            ClientAttributeEntity own = new ClientAttributeEntity();
            own.setName("access.token.lifespan");
            own.setValue(ofClient);
            client.getEntity().getAttributes().add(own);
        }
        return PolicyReports.accessTokenLifespan(client);
    }

    @Nested
    final class GivenTheLifespanOfRealmAndClient {

        @ParameterizedTest
        @CsvSource({
            "300, , 300",
            "300, '', 300",
            "300, 60, 60",
            "300, 0, 0",
            "300, 999999999, 999999999",
            "300, 9999999999, 300",
            "300, five, 300",
            "300, 1.5, 300"
        })
        void thenThatOfTheClientCountsIfItIsANumber(int ofRealm, @Nullable String ofClient, int expected) {
            assertThat(lifespan(ofRealm, ofClient)).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource({"300, -1", "-1,", "-1, five"})
        void thenMinusOneMeansAsLongAsTheSession(int ofRealm, @Nullable String ofClient) {
            assertThat(lifespan(ofRealm, ofClient)).isEqualTo(OF_SESSION);
        }
    }
}
