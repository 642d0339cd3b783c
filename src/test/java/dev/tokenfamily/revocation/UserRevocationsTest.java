package dev.tokenfamily.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.InMemoryFamilyStore;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.revocation.Revocation.SelectionRevocation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;

/** What ends with a user's event, as far as the event alone tells it: there is no session here that could be asked. */
final class UserRevocationsTest {

    @SuppressWarnings("NullAway") // whatever asked for the session would fail
    private final UserRevocations revocations = new UserRevocations(
            null,
            user -> {
                throw new AssertionError("nothing to do with a token");
            },
            new CredentialChanges(null, realm -> {
                throw new AssertionError("nothing to do with a password");
            }),
            new InMemoryFamilyStore(1_700_000_000),
            incident -> {
                throw new AssertionError("nothing to tell of");
            });

    private List<? extends Revocation> ended(EventType type, @Nullable Map<String, String> details) {
        Event event = new Event();
        event.setType(type);
        event.setRealmId("realm");
        event.setUserId("user");
        event.setDetails(details);
        return revocations.find(event);
    }

    @Nested
    final class GivenAUserWhoIsLockedOut {

        @Test
        void thenAllFamiliesOfTheUserEndIfItIsForGood() {
            assertThat(ended(EventType.USER_DISABLED_BY_PERMANENT_LOCKOUT, null))
                    .singleElement()
                    .isEqualTo(
                            new SelectionRevocation(Selection.ofUser("realm", "user"), RevocationReason.USER_DISABLED));
        }

        @Test
        void thenNoneEndsIfItIsForAWhile() {
            assertThat(ended(EventType.USER_DISABLED_BY_TEMPORARY_LOCKOUT, null))
                    .isEmpty();
        }
    }

    @Nested
    final class GivenAnotherCredentialThanThePassword {

        @ParameterizedTest
        @ValueSource(strings = {"otp", "webauthn", "recovery-authn-codes", "Password", ""})
        void thenNoFamilyEndsWhenItIsSet(String type) {
            assertThat(ended(EventType.UPDATE_CREDENTIAL, Map.of("credential_type", type)))
                    .isEmpty();
        }

        @Test
        void thenNoFamilyEndsWhenTheEventDoesNotSayWhich() {
            assertThat(ended(EventType.UPDATE_CREDENTIAL, null)).isEmpty();
        }
    }

    @Nested
    final class GivenAnEventThatNamesNothing {

        @Test
        void thenALogoutWithoutASessionEndsNoFamily() {
            assertThat(ended(EventType.LOGOUT, null)).isEmpty();
        }

        @Test
        void thenARevokedGrantWithoutTokenAndClientEndsNoFamily() {
            assertThat(ended(EventType.REVOKE_GRANT, null)).isEmpty();
            assertThat(ended(EventType.REVOKE_GRANT, Map.of("client_auth_method", "client-secret")))
                    .isEmpty();
        }
    }

    @Nested
    final class GivenAnythingElseThatHappens {

        @ParameterizedTest
        @EnumSource(
                names = {
                    "LOGIN",
                    "LOGOUT_ERROR",
                    "REVOKE_GRANT_ERROR",
                    "UPDATE_CREDENTIAL_ERROR",
                    "REMOVE_CREDENTIAL_ERROR",
                    "CODE_TO_TOKEN",
                    "REFRESH_TOKEN",
                    "REFRESH_TOKEN_ERROR",
                    "INTROSPECT_TOKEN",
                    "UPDATE_PROFILE",
                    "VERIFY_EMAIL"
                })
        void thenNoFamilyEnds(EventType type) {
            Map<String, String> misleading =
                    Map.of("credential_type", "password", "refresh_token_id", "token", "revoked_client", "shop");

            assertThat(ended(type, misleading)).isEmpty();
        }
    }
}
