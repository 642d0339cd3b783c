package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.incident.FollowUp;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.Repeat;
import dev.tokenfamily.incident.ReuseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a store promises about rows that come, are read, are kept, and are revoked. */
public abstract class FamilyStoreRows extends FamilyStoreNotes {

    private static final String COMPONENT = "f:0c4b5f9c-5c4f-4a1b-9b7a-3d1f2e6a7b80:";

    @Test
    void givenNoRowThenNothingIsReadAndNothingCanBeChanged() {
        Family missing = family(owner());

        assertThat(store().advance(missing, rotated(missing))).isFalse();
        assertThat(retry(missing, 0, "access")).isFalse();
        assertThat(store().undo(null, missing)).isFalse();
        assertThat(store().undo(missing, rotated(missing))).isFalse();
        assertThat(observe(missing, ReuseKind.STALE_LINEAGE)).isFalse();
        assertThat(revoke(missing, RevocationReason.REUSE)).isFalse();
        assertThat(revokeFor(missing, ReuseKind.STALE_LINEAGE)).isFalse();
        assertThat(store().repeat(missing.owner(), missing.id(), Repeat.PRESENTATION))
                .isEmpty();
        assertThat(store().retain(missing, missing.retention(), 0)).isFalse();

        assertThat(row(missing)).isNull();
    }

    @Test
    void givenAFirstRowWhenItIsInsertedThenAllOfItIsReadAgain() {
        long now = now();
        Head endless = new Head("jti", now - 1, null, now);
        AccessTokens full = new AccessTokens(IntStream.range(0, AccessTokens.LIMIT)
                .mapToObj(i -> new AccessToken("trrtcc:" + UUID.randomUUID(), now + i))
                .toList());
        Family family = Family.opened(
                        UUID.randomUUID().toString(),
                        owner(),
                        now - 7,
                        3,
                        endless,
                        GraceTerms.UNLIMITED,
                        now,
                        new Origin("2001:db8::1", "Browser/5.0 (a; b)"),
                        full)
                .caughtUp();

        assertThat(store().insert(family)).isTrue();

        assertStored(family);
    }

    @Test
    void givenARowWhenAnotherIsInsertedThenItExistedAndStaysAsItIs() {
        Family first = inserted();
        Family other = family(first.id(), owner());

        assertThat(store().insert(other)).isFalse();
        assertThat(store().insertRevoked(other.revokedBecause(RevocationReason.TOKEN_REVOCATION)))
                .isFalse();

        assertStored(first);
    }

    @Test
    void givenARevokedFirstRowThenItIsReadSoAndNoOtherIsInserted() {
        Family revoked = stored(family(owner()).revokedBecause(RevocationReason.TOKEN_REVOCATION));

        assertThat(store().insert(family(revoked.id(), owner()))).isFalse();

        assertStored(revoked);
    }

    @Test
    void givenAnEndedSessionThenItAcceptsNoTokens() {
        assertThat(store().sessionAccepts(owner(), now())).isTrue();
        assertThat(store().sessionAccepts(ownerWhoseSessionEnded(), now())).isFalse();
    }

    /** Ids of federated users hold what another system chose, and other systems tell "Bob" from "bob". */
    @Test
    void givenIdsThatAreAlmostTheSameThenTheyAreToldApart() {
        String id = UUID.randomUUID() + ":i";
        List<String> similar = List.of(id, id.toUpperCase(Locale.ROOT), id + " ", id + "\u0301", id + "ı");
        List<Family> families = new ArrayList<>();
        for (String name : similar) {
            families.add(stored(family(name, user(COMPONENT + name))));
        }

        assertThat(revoke(families.get(0), RevocationReason.REUSE)).isTrue();
        families.stream().skip(1).forEach(this::assertStored);

        assertThat(store().revokeAll(Selection.ofUser(owner().realmId(), COMPONENT + id + " "), RevocationReason.REUSE))
                .isEqualTo(1);
        assertThat(families)
                .filteredOn(f -> !Objects.requireNonNull(row(f)).revoked())
                .hasSize(similar.size() - 2);
    }

    @Test
    void givenIdsOfAnyCharactersAndLengthThenTheyAreReadAndFound() {
        List<String> strange = List.of("o'brien\\", "100%", "a_c", "\"; --", "Zoë 李 😀", "x".repeat(216));
        for (String external : strange) {
            Family family = stored(family(UUID.randomUUID() + external, user(COMPONENT + external)));
            assertStored(family);
            assertThat(store().revokeAll(
                                    Selection.ofUser(
                                            owner().realmId(), family.owner().userId()),
                                    RevocationReason.REUSE))
                    .isEqualTo(1);
        }
    }

    @Test
    void whenARowIsRetainedThenItIsKeptLongerAndNeverShorter() {
        Family family = inserted();
        long until = family.retention().until();

        assertThat(store().retain(family, new Retention(until + 3600, false), 7))
                .isTrue();
        assertThat(store().retain(family, new Retention(until - 3600, true), 9)).isTrue();
        assertThat(store().retain(family, new Retention(until, false), 8)).isTrue();

        Family kept = Objects.requireNonNull(row(family));
        assertThat(kept.retention()).isEqualTo(new Retention(until + 3600, true));
        assertThat(kept.accessTokens()).isEqualTo(new AccessTokens(List.of(), 9));
    }

    @Test
    void whenReusesAreObservedThenTheFirstOfAKindInAFamilyIsTold() {
        Family family = inserted();
        Family other = inserted();

        assertThat(observe(family, ReuseKind.RECENT_PREDECESSOR)).isTrue();
        assertThat(observe(family, ReuseKind.RECENT_PREDECESSOR)).isFalse();
        assertThat(observe(family, ReuseKind.STALE_LINEAGE)).isTrue();
        assertThat(observe(family, ReuseKind.STALE_LINEAGE)).isFalse();
        assertThat(observe(other, ReuseKind.STALE_LINEAGE)).isTrue();

        assertStored(family);
    }

    @Test
    void givenAnObservedReuseWhenTheFamilyRotatesThenItIsStillKnown() {
        Family family = inserted();
        observe(family, ReuseKind.STALE_LINEAGE);

        assertThat(store().advance(family, rotated(family))).isTrue();

        assertThat(observe(family, ReuseKind.STALE_LINEAGE)).isFalse();
    }

    @Test
    void whenAFamilyIsRevokedThenOnlyTheFirstCallerAndReasonCount() {
        Family family = inserted();
        Family other = inserted();

        assertThat(revoke(family, RevocationReason.TOKEN_REVOCATION)).isTrue();
        assertThat(revoke(family, RevocationReason.REUSE)).isFalse();

        assertStored(family.revokedBecause(RevocationReason.TOKEN_REVOCATION));
        assertStored(other);
    }

    @Test
    void whenAFamilyIsRevokedForAReuseThenOnlyTheFirstCallerDidIt() {
        Family family = inserted();
        Family other = inserted();

        assertThat(revokeFor(family, ReuseKind.STALE_LINEAGE)).isTrue();
        assertThat(revokeFor(family, ReuseKind.RECENT_PREDECESSOR)).isFalse();
        assertThat(revoke(family, RevocationReason.ADMIN)).isFalse();

        assertStored(family.revokedBecause(RevocationReason.REUSE));
        assertStored(other);
    }

    @Test
    void givenAnObservedReuseWhenTheSameIsEnforcedThenItRevokes() {
        Family family = inserted();
        observe(family, ReuseKind.STALE_LINEAGE);

        assertThat(revokeFor(family, ReuseKind.STALE_LINEAGE)).isTrue();

        assertStored(family.revokedBecause(RevocationReason.REUSE));
    }

    /** Somebody of the same realm, in a session of their own. */
    protected final Owner user(String id) {
        return new Owner(owner().realmId(), "client", id, UUID.randomUUID().toString(), false);
    }

    @Test
    void givenARevokedFamilyThenItIsNotRetained() {
        Family family = inserted();
        assertThat(revoke(family, RevocationReason.REUSE)).isTrue();
        assertThat(store().retain(family, family.retention(), 9)).isFalse();
    }

    @Test
    void givenARevokedFamilyThenItsRowStillOutlastsItsTokens() {
        Family family = inserted();
        long until = family.retention().until();
        assertThat(revoke(family, RevocationReason.REUSE)).isTrue();

        store().outlast(family, new Retention(until + 3600, false));
        store().outlast(family, new Retention(until - 3600, true));

        Family kept = Objects.requireNonNull(row(family));
        assertThat(kept.retention()).isEqualTo(new Retention(until + 3600, true));
        assertThat(kept.revocation()).isEqualTo(RevocationReason.REUSE);
        assertThat(kept.accessTokens()).isEqualTo(family.accessTokens());
    }

    @Test
    void whenAFamilyIsRevokedThenItIsGivenAsItWasThen() {
        Family read = inserted();
        Family rotated = rotated(read);
        assertThat(store().advance(read, rotated)).isTrue();
        assertThat(retry(rotated, 0, "access")).isTrue();

        Family revoked =
                store().revoke(read.owner(), read.id(), RevocationReason.ADMIN).orElseThrow();

        assertThat(revoked).isEqualTo(row(read));
        assertThat(revoked.accessTokens().tokens()).hasSize(2);
        assertThat(store().revoke(read.owner(), read.id(), RevocationReason.ADMIN))
                .isEmpty();
    }

    @Test
    void whenAFamilyIsRevokedForAReuseThenItIsGivenAsItWasThen() {
        Family read = inserted();
        assertThat(retry(read, 0, "access")).isTrue();

        Incident incident = incident(read, ReuseKind.RECENT_PREDECESSOR, true);
        Family revoked = store().revokeFor(incident, FollowUp.NONE).orElseThrow();

        assertThat(revoked).isEqualTo(row(read));
        assertThat(revoked.accessTokens().tokens())
                .extracting(AccessToken::tokenId)
                .containsExactly("access");
    }

    /** Whoever signs tokens in one realm writes any id into them. */
    @Test
    void givenTheSameIdInAnotherRealmThenNeitherReachesTheOther() {
        Family own = inserted();
        Owner stranger = new Owner("another realm", "client", "user", "session", false);
        assertThat(store().read(stranger, own.id()).family()).isNull();
        assertThat(store().recall(stranger, own.id())).isEmpty();
        assertThat(store().revoke(stranger, own.id(), RevocationReason.TOKEN_REVOCATION))
                .isEmpty();
        Family theirs = family(own.id(), stranger);
        assertThat(store().advance(theirs, rotated(theirs))).isFalse();
        assertThat(store().unchanged(theirs)).isFalse();
        assertThat(retry(theirs, 0, "access")).isFalse();
        assertThat(store().undo(null, theirs)).isFalse();
        assertThat(store().retain(theirs, theirs.retention(), 9)).isFalse();
        assertThat(observe(theirs, ReuseKind.STALE_LINEAGE)).isFalse();
        assertThat(revokeFor(theirs, ReuseKind.STALE_LINEAGE)).isFalse();
        assertStored(own);

        stored(theirs);
        assertThat(observe(own, ReuseKind.STALE_LINEAGE)).isTrue();
        assertThat(observe(theirs, ReuseKind.STALE_LINEAGE)).isTrue();
        assertThat(revoke(theirs, RevocationReason.TOKEN_REVOCATION)).isTrue();

        assertStored(own);
        assertThat(store().advance(own, rotated(own))).isTrue();
    }

    @Test
    void givenAnotherOwnerInTheRealmThenTheFamilyIsNotTheirs() {
        Family own = inserted();
        Owner owner = own.owner();
        for (Owner other : List.of(
                new Owner(owner.realmId(), "other", owner.userId(), owner.sessionId(), false),
                new Owner(owner.realmId(), owner.clientId(), "other", owner.sessionId(), false))) {
            assertThat(store().revoke(other, own.id(), RevocationReason.TOKEN_REVOCATION))
                    .isEmpty();
            Family claimed = family(own.id(), other);
            assertThat(revokeFor(claimed, ReuseKind.STALE_LINEAGE)).isFalse();
            assertThat(observe(claimed, ReuseKind.STALE_LINEAGE)).isFalse();
        }
        assertStored(own);
    }
}
