package dev.tokenfamily.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.EndingToken;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.RevocationScope;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.events.Event;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.RefreshToken;

/** Whether a request has ended something by a refresh token, as the event and the token together say. */
final class EndingRequestTest {

    private static final Owner OWNER = new Owner("realm", "uuid", "user", "session", false);
    private static final Origin ORIGIN = new Origin("192.0.2.9", "curl/8");

    private static RefreshToken token() {
        RefreshToken token = new RefreshToken(new AccessToken(), null, "default");
        token.id("token").iat(100L).issuedFor("app").issuer("https://id.example/realms/r");
        token.setSessionId("session");
        return token;
    }

    private static Event event() {
        Event event = new Event();
        event.setClientId("app");
        event.setSessionId("session");
        event.setUserId("user");
        return event;
    }

    @Nested
    final class GivenAnEvent {

        @Test
        void thenATokenOfItsClientAndSessionIsTheOne() {
            assertThat(EndingRequest.isOf(event(), token())).isTrue();
            assertThat(EndingRequest.isRefreshToken(token())).isTrue();
        }

        @Test
        void thenNoOtherTokenIs() {
            assertOther(event -> event.setClientId("other"), token -> {});
            assertOther(event -> event.setClientId(null), token -> {});
            assertOther(event -> event.setSessionId("other"), token -> {});
            assertOther(event -> event.setSessionId(null), token -> {});
            assertOther(event -> event.setUserId(null), token -> {});
            assertOther(event -> {}, token -> token.setSessionId(null));
            assertOther(event -> {}, token -> token.issuedFor(null));
            assertOther(event -> {}, token -> token.id(null));
        }

        private static void assertOther(Consumer<Event> change, Consumer<RefreshToken> mutation) {
            Event event = event();
            RefreshToken token = token();
            change.accept(event);
            mutation.accept(token);
            assertThat(EndingRequest.isOf(event, token)).isFalse();
        }

        @ParameterizedTest
        @CsvSource({"Refresh, true", "Offline, true", "Bearer, false", "ID, false", "Logout, false", "'', false"})
        void thenOnlyARefreshTokenIs(String type, boolean refreshToken) {
            RefreshToken token = token();
            token.type(type);
            assertThat(EndingRequest.isRefreshToken(token)).isEqualTo(refreshToken);
        }
    }

    @Nested
    final class GivenAToken {

        private final RefreshToken token = token();
        private final EndingRequest request = new EndingRequest(token, OWNER, ORIGIN);

        private EndingToken ending() {
            return request.ending(Policy.UNGOVERNED, RevocationScope.USER_SESSION)
                    .orElseThrow();
        }

        @Test
        void whenItHasNoClaimThenItIsTheFirstOfItsFamily() {
            assertThat(ending().token().familyId()).isEqualTo("token");
            assertThat(ending().token().generation()).isZero();
            assertThat(request.hasClaim()).isFalse();
        }

        @Test
        void whenItHasAClaimThenThatCounts() {
            token.getOtherClaims().put(FamilyClaim.NAME, new FamilyClaim("family", 3, 1, 2, null).toMap());
            assertThat(ending().token().familyId()).isEqualTo("family");
            assertThat(ending().token().generation()).isEqualTo(3);
            assertThat(ending().token().owner()).isEqualTo(OWNER);
            assertThat(ending().presentation().origin()).isEqualTo(ORIGIN);
        }

        @Test
        void whenTheClaimIsMalformedThenNothingCanBeSaid() {
            token.getOtherClaims().put(FamilyClaim.NAME, Map.of("id", "family"));
            assertThat(request.ending(Policy.UNGOVERNED, RevocationScope.USER_SESSION))
                    .isEmpty();
        }

        @Test
        void thenTheRealmsAddressIsItsIssuerIfAColumnHoldsThat() {
            assertThat(ending().presentation().realmUrl()).isEqualTo("https://id.example/realms/r");
            token.issuer("https://id.example/" + "x".repeat(255));
            assertThat(ending().presentation().realmUrl()).isNull();
            token.issuer(null);
            assertThat(ending().presentation().realmUrl()).isNull();
        }
    }
}
