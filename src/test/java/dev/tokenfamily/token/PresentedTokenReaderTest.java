package dev.tokenfamily.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.StoredModels;
import dev.tokenfamily.family.FamilyClaim;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.ClientModel;
import org.keycloak.models.jpa.ClientAdapter;
import org.keycloak.models.jpa.entities.ClientAttributeEntity;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessToken.Confirmation;
import org.keycloak.representations.RefreshToken;

/** What a presented token says by itself: its claim and its key. */
final class PresentedTokenReaderTest {

    private static RefreshToken token(@Nullable Confirmation confirmation) {
        return new RefreshToken(new AccessToken(), confirmation, "default");
    }

    @Nested
    final class GivenTheClaim {

        @Test
        void thenItIsThereWhateverItsShape() {
            RefreshToken token = token(null);
            assertThat(PresentedTokenReader.hasClaim(token)).isFalse();
            token.getOtherClaims().put(FamilyClaim.NAME, "malformed");
            assertThat(PresentedTokenReader.hasClaim(token)).isTrue();
        }

        @Test
        void thenAClaimOfAnotherNameIsNotIt() {
            RefreshToken token = token(null);
            token.getOtherClaims().putAll(Map.of("family_name", "Doe", "Family", Map.of()));
            assertThat(PresentedTokenReader.hasClaim(token)).isFalse();
        }
    }

    @Nested
    final class GivenATokenThatIsBoundToAKey {

        @ParameterizedTest
        @CsvSource({
            "dpop, false, true",
            "dpop, true, true",
            "certificate, true, true",
            "certificate, false, false",
            "nothing, true, false",
        })
        void thenItIsProvenIfKeycloakChecksThatBinding(String binding, boolean certificatesChecked, boolean proven) {
            Confirmation confirmation = new Confirmation();
            if (binding.equals("dpop")) {
                confirmation.setKeyThumbprint("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
            } else if (binding.equals("certificate")) {
                confirmation.setCertThumbprint("bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2");
            }

            assertThat(PresentedTokenReader.keyProven(token(confirmation), client(certificatesChecked)))
                    .isEqualTo(proven);
        }

        @Test
        void thenABearerTokenProvesNone() {
            assertThat(PresentedTokenReader.keyProven(token(null), client(true)))
                    .isFalse();
        }

        private ClientModel client(boolean certificatesChecked) {
            ClientAdapter client = StoredModels.client(StoredModels.realm("realm"), "c-1", "shop");
            ClientAttributeEntity checked = new ClientAttributeEntity();
            checked.setName(OIDCConfigAttributes.USE_MTLS_HOK_TOKEN);
            checked.setValue(Boolean.toString(certificatesChecked));
            client.getEntity().getAttributes().add(checked);
            return client;
        }
    }
}
