package dev.tokenfamily.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.keycloak.models.credential.PasswordCredentialModel;

/** What breaks the seal that a link bears, and what does not. */
final class AccountSealTest {

    private static final String MAIL = "alice@example.org";

    private static PasswordCredentialModel password(String id, long createdAt, String secret) {
        PasswordCredentialModel password =
                PasswordCredentialModel.createFromValues("argon2", new byte[] {1}, 5, secret);
        password.setId(id);
        password.setCreatedDate(createdAt);
        return password;
    }

    private static String seal(@Nullable String mail, PasswordCredentialModel... passwords) {
        return AccountSeal.of("incident", mail, Stream.of(passwords));
    }

    private final String sealed = seal(MAIL, password("id", 1_000, "hash"));

    @Nested
    final class GivenAnAccount {

        @Test
        void whenItsPasswordIsChangedThenTheSealIsBroken() {
            assertThat(seal(MAIL, password("id", 1_001, "other"))).isNotEqualTo(sealed);
        }

        @Test
        void whenItsPasswordIsRemovedOrReplacedThenTheSealIsBroken() {
            assertThat(seal(MAIL)).isNotEqualTo(sealed);
            assertThat(seal(MAIL, password("new", 1_000, "hash"))).isNotEqualTo(sealed);
        }

        @Test
        void whenItsMailAddressIsChangedThenTheSealIsBroken() {
            assertThat(seal("mallory@example.org", password("id", 1_000, "hash")))
                    .isNotEqualTo(sealed);
            assertThat(seal(null, password("id", 1_000, "hash"))).isNotEqualTo(sealed);
        }

        @Test
        void whenItsPasswordIsHashedAnewThenTheSealIsWhole() {
            assertThat(seal(MAIL, password("id", 1_000, "hashed anew"))).isEqualTo(sealed);
        }

        @Test
        void whenAnotherIncidentIsAskedAboutThenTheSealIsAnother() {
            assertThat(AccountSeal.of("other", MAIL, Stream.of(password("id", 1_000, "hash"))))
                    .isNotEqualTo(sealed);
        }
    }

    @Test
    void givenASealThenItTellsNothingOfTheAccount() {
        assertThat(sealed).hasSize(43).matches("[A-Za-z0-9_-]+");
    }
}
