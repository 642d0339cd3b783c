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
import org.keycloak.models.jpa.ClientAdapter;
import org.keycloak.models.jpa.entities.ClientAttributeEntity;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessToken.Confirmation;
import org.keycloak.representations.RefreshToken;

/** What a presented token says by itself: its claim and its key. */
final class PresentedTokenReaderTest {

    private static final String JWK = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
    private static final String CERTIFICATE = "bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2";

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
            "dpop, false, " + JWK,
            "dpop, true, " + JWK,
            "certificate, true, " + CERTIFICATE,
            "certificate, false,",
            "nothing, true,",
        })
        void thenItIsProvenIfKeycloakChecksThatBinding(
                String binding, boolean certificatesChecked, @Nullable String proven) {
            Confirmation confirmation = new Confirmation();
            if (binding.equals("dpop")) {
                confirmation.setKeyThumbprint(JWK);
            } else if (binding.equals("certificate")) {
                confirmation.setCertThumbprint(CERTIFICATE);
            }

            assertThat(PresentedTokenReader.boundKey(token(confirmation), client(certificatesChecked)))
                    .isEqualTo(proven);
        }

        /** Keycloak looks at an attestation that it does not ask for, and lets nobody fail by it. */
        @ParameterizedTest
        @CsvSource({"attestation-based, false, " + JWK, "attestation-based, true,", "client-secret, false,", ", false,"
        })
        void whenItIsThatOfAnAttestationThenItIsProvenIfTheClientAuthenticatesByIt(
                @Nullable String authenticator, boolean publicClient, @Nullable String proven) {
            Confirmation confirmation = new Confirmation();
            confirmation.setKeyThumbprint(JWK);
            confirmation.setJktType("Client-Attestation");
            ClientAdapter client = client(false);
            client.getEntity().setClientAuthenticatorType(authenticator);
            client.getEntity().setPublicClient(publicClient);
            assertThat(PresentedTokenReader.boundKey(token(confirmation), client))
                    .isEqualTo(proven);
        }

        @Test
        void thenABearerTokenProvesNone() {
            assertThat(PresentedTokenReader.boundKey(token(null), client(true))).isNull();
        }

        private ClientAdapter client(boolean certificatesChecked) {
            ClientAdapter client = StoredModels.client(StoredModels.realm("realm"), "c-1", "shop");
            ClientAttributeEntity checked = new ClientAttributeEntity();
            checked.setName(OIDCConfigAttributes.USE_MTLS_HOK_TOKEN);
            checked.setValue(Boolean.toString(certificatesChecked));
            client.getEntity().getAttributes().add(checked);
            return client;
        }
    }
}
