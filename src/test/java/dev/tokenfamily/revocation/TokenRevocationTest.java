package dev.tokenfamily.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.InMemoryFamilyStore;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.RefreshToken;

/** A refresh token that its client gives back: of which family it is, and what ends with it. */
final class TokenRevocationTest {

    private static final long NOW = 1_700_000_000;
    private static final long ISSUED = NOW - 36_000;
    private static final long EXPIRES = ISSUED + 86_400;
    private static final Origin ORIGIN = new Origin("192.0.2.9", null);
    private static final Owner OWNER = owner("client", "session", false);
    private static final FamilyClaim CLAIM = new FamilyClaim("family", 3, ISSUED - 900, ISSUED, null);

    private final InMemoryFamilyStore store = new InMemoryFamilyStore(NOW);

    private static Owner owner(String clientId, String sessionId, boolean offline) {
        return new Owner("realm", clientId, "user", sessionId, offline);
    }

    private static TokenRevocation givingBack(@Nullable Long expiresAt) {
        return new TokenRevocation(CLAIM, OWNER, new Head("token", ISSUED, expiresAt, ISSUED), ORIGIN);
    }

    private static Family family(String id, Owner owner) {
        return Family.opened(
                id,
                owner,
                ISSUED - 900,
                3,
                new Head("head-of-" + id, NOW, EXPIRES, NOW),
                GraceTerms.NONE,
                NOW,
                new Origin("192.0.2.1", null),
                AccessTokens.NONE);
    }

    private Family row(String id) {
        return Objects.requireNonNull(store.row(id), id);
    }

    private static Optional<FamilyClaim> family(RefreshToken token, boolean governed) {
        return TokenRevocation.of(new EndingRequest(token, OWNER, ORIGIN), governed)
                .map(TokenRevocation::family);
    }

    @Nested
    final class GivenATokenWithTheClaim {

        private final RefreshToken token = token(CLAIM.toMap());

        @Test
        void thenItsFamilyIsThatOfTheClaimUnderAnyPolicy() {
            assertThat(family(token, false)).contains(CLAIM);
            assertThat(family(token, true)).contains(CLAIM);
        }

        @Test
        void thenNoneIsFoundWhereTheClaimIsMalformed() {
            token.getOtherClaims().put(FamilyClaim.NAME, Map.of("id", "family"));
            assertThat(family(token, true)).isEmpty();
        }
    }

    @Nested
    final class GivenATokenWithoutTheClaim {

        private final RefreshToken token = token(null);

        @Test
        void thenItIsTheFirstOfItsFamilyWhereAPolicyGoverns() {
            assertThat(family(token, true)).contains(new FamilyClaim("token", 0, ISSUED, ISSUED, null));
        }

        /** Nobody issues one; whoever has the realm's key can sign it. */
        @ParameterizedTest
        @NullSource
        @ValueSource(strings = {"", "a\u0000"})
        void thenItIsLeftToKeycloakWhereItsIdIsNone(@Nullable String id) {
            token.id(id);
            assertThat(family(token, true)).isEmpty();
        }

        @Test
        void thenNoRowIsWrittenForItWhereNoneDoes() {
            assertThat(family(token, false)).isEmpty();
        }
    }

    private static RefreshToken token(@Nullable Map<String, Object> claim) {
        RefreshToken token = new RefreshToken(new AccessToken(), null, "default");
        token.id("token").iat(ISSUED);
        if (claim != null) {
            token.getOtherClaims().put(FamilyClaim.NAME, claim);
        }
        return token;
    }

    @Nested
    final class GivenItsFamilyHasARow {

        @BeforeEach
        void aRow() {
            store.put(family("family", OWNER));
        }

        @Test
        void thenTheFamilyEnds() {
            Family before = row("family");
            assertThat(givingBack(EXPIRES).revokeIn(store)).isEqualTo(1);
            assertThat(row("family")).isEqualTo(before.revokedBecause(RevocationReason.TOKEN_REVOCATION));
        }

        @Test
        void whenItIsAnotherOwnersThenItLivesOn() {
            Owner thief = new Owner("realm", "client", "thief", "theirs", false);
            new TokenRevocation(CLAIM, thief, new Head("token", ISSUED, EXPIRES, ISSUED), ORIGIN).revokeIn(store);
            assertThat(row("family").revoked()).isFalse();
        }

        @Test
        void whenItIsAnotherRealmsThenItLivesOn() {
            Owner stranger = new Owner("another realm", "client", "user", "session", false);
            new TokenRevocation(CLAIM, stranger, new Head("token", ISSUED, EXPIRES, ISSUED), ORIGIN).revokeIn(store);
            assertThat(store.read(OWNER, "family").family()).isEqualTo(family("family", OWNER));
        }

        @Test
        void whenItIsRepeatedThenNothingIsCountedTwice() {
            givingBack(EXPIRES).revokeIn(store);
            assertThat(givingBack(EXPIRES).revokeIn(store)).isZero();
        }

        @Test
        void whenItHadEndedBeforeThenItKeepsItsReason() {
            store.revoke(OWNER, "family", RevocationReason.REUSE);
            assertThat(givingBack(EXPIRES).revokeIn(store)).isZero();
            assertThat(row("family").revocation()).isEqualTo(RevocationReason.REUSE);
        }

        @Test
        void whenAnotherEndsItMeanwhileThenThatOneIsCounted() {
            store.mishaps().beforeNextWrite(() -> store.revoke(OWNER, "family", RevocationReason.ADMIN));
            assertThat(givingBack(EXPIRES).revokeIn(store)).isZero();
            assertThat(row("family").revocation()).isEqualTo(RevocationReason.ADMIN);
        }

        @Test
        void whenItsFirstRowIsTakenBackMeanwhileThenARevokedOneIsWritten() {
            Family first = row("family");
            store.mishaps().beforeNextWrite(() -> store.undo(null, first));
            assertThat(givingBack(EXPIRES).revokeIn(store)).isEqualTo(1);
            assertThat(row("family").revocation()).isEqualTo(RevocationReason.TOKEN_REVOCATION);
            assertThat(store.writes()).containsExactly("undo", "insertRevoked");
        }
    }

    @Nested
    final class GivenItsFamilyHasNoRow {

        @Test
        void thenARevokedOneIsWritten() {
            assertThat(givingBack(EXPIRES).revokeIn(store)).isEqualTo(1);

            Family row = row("family");
            assertThat(row.revocation()).isEqualTo(RevocationReason.TOKEN_REVOCATION);
            assertThat(row.owner()).isEqualTo(OWNER);
            assertThat(row.generation()).isEqualTo(CLAIM.generation());
            assertThat(row.start()).isEqualTo(CLAIM.start());
            assertThat(row.head().tokenId()).isEqualTo("token");
            assertThat(row.lastUse().at()).isEqualTo(NOW);
            assertThat(row.lastUse().address()).isEqualTo("192.0.2.9");
        }

        @Test
        void thenItIsKeptForATokenThatIsMintedAtThatMoment() {
            givingBack(EXPIRES).revokeIn(store);
            long lifetime = EXPIRES - ISSUED;
            assertThat(row("family").retention().covers(new Head("sibling", NOW, NOW + lifetime, NOW)))
                    .isTrue();
        }

        @Test
        void thenItIsKeptNoShorterWhereTheClockIsBehindTheToken() {
            store.pass(-50_000);
            givingBack(EXPIRES).revokeIn(store);
            assertThat(row("family").retention().covers(new Head("token", ISSUED, EXPIRES, ISSUED)))
                    .isTrue();
        }

        @Test
        void thenItIsKeptWithoutAnEndIfTheTokenHasNone() {
            givingBack(null).revokeIn(store);
            assertThat(row("family").retention().endless()).isTrue();
        }

        @Test
        void whenAnotherInsertsItMeanwhileThenThatOneEnds() {
            Family first = family("family", OWNER);
            store.mishaps().beforeNextWrite(() -> store.insert(first));
            assertThat(givingBack(EXPIRES).revokeIn(store)).isEqualTo(1);
            assertThat(row("family")).isEqualTo(first.revokedBecause(RevocationReason.TOKEN_REVOCATION));
        }
    }

    @Nested
    final class GivenOtherFamiliesOfTheUser {

        @BeforeEach
        void others() {
            store.put(family("second login", OWNER));
            store.put(family("offline", owner("client", "session", true)));
            store.put(family("other client", owner("other", "session", false)));
            store.put(family("other session", owner("client", "other", false)));
        }

        @Test
        void thenThoseOfItsClientSessionEndTooAndNoOthers() {
            assertThat(givingBack(EXPIRES).revokeIn(store)).isEqualTo(3);

            for (String ended : List.of("family", "second login", "offline")) {
                assertThat(row(ended).revocation()).as(ended).isEqualTo(RevocationReason.TOKEN_REVOCATION);
            }
            assertThat(row("other client").revoked()).isFalse();
            assertThat(row("other session").revoked()).isFalse();
        }
    }
}
