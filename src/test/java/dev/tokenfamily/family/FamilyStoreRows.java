package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Selection.OfUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a store promises about rows that come, are read, are kept, and are revoked. */
public abstract class FamilyStoreRows extends FamilyStoreScene {

    private static final String COMPONENT = "f:0c4b5f9c-5c4f-4a1b-9b7a-3d1f2e6a7b80:";

    @Test
    void givenNoRowThenNothingIsReadAndNothingCanBeChanged() {
        Family missing = family(owner());

        assertThat(store().advance(missing, rotated(missing))).isFalse();
        assertThat(retry(missing, 0, "access")).isFalse();
        assertThat(store().undo(null, missing)).isFalse();
        assertThat(store().undo(missing, rotated(missing))).isFalse();
        assertThat(observe(missing, ReuseKind.STALE_LINEAGE)).isFalse();
        assertThat(store().revoke(missing.id(), RevocationReason.REUSE)).isFalse();
        assertThat(store().revokeFor(incident(missing, ReuseKind.STALE_LINEAGE, true), FollowUp.NONE))
                .isFalse();
        store().repeat(missing.id());
        store().retain(missing.id(), missing.retention());

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

        assertThat(store().revoke(id, RevocationReason.REUSE)).isTrue();
        families.stream().skip(1).forEach(this::assertStored);

        assertThat(store().revokeAll(new OfUser(owner().realmId(), COMPONENT + id + " "), RevocationReason.REUSE))
                .isEqualTo(1);
        assertThat(families).filteredOn(f -> !stored(f.id()).revoked()).hasSize(similar.size() - 2);
    }

    @Test
    void givenIdsOfAnyCharactersAndLengthThenTheyAreReadAndFound() {
        List<String> strange = List.of("o'brien\\", "100%", "a_c", "\"; --", "Zoë 李 😀", "x".repeat(216));
        for (String external : strange) {
            Family family = stored(family(UUID.randomUUID() + external, user(COMPONENT + external)));
            assertStored(family);
            assertThat(store().revokeAll(
                                    new OfUser(owner().realmId(), family.owner().userId()), RevocationReason.REUSE))
                    .isEqualTo(1);
        }
    }

    @Test
    void whenARowIsRetainedThenItIsKeptLongerAndNeverShorter() {
        Family family = inserted();
        long until = family.retention().until();

        store().retain(family.id(), new Retention(until + 3600, false));
        store().retain(family.id(), new Retention(until - 3600, true));
        store().retain(family.id(), new Retention(until, false));

        assertStored(kept(family, new Retention(until + 3600, true)));
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

        assertThat(store().revoke(family.id(), RevocationReason.TOKEN_REVOCATION))
                .isTrue();
        assertThat(store().revoke(family.id(), RevocationReason.REUSE)).isFalse();

        assertStored(family.revokedBecause(RevocationReason.TOKEN_REVOCATION));
        assertStored(other);
    }

    @Test
    void whenAFamilyIsRevokedForAReuseThenOnlyTheFirstCallerDidIt() {
        Family family = inserted();
        Family other = inserted();

        assertThat(store().revokeFor(incident(family, ReuseKind.STALE_LINEAGE, true), FollowUp.NONE))
                .isTrue();
        assertThat(store().revokeFor(incident(family, ReuseKind.RECENT_PREDECESSOR, true), FollowUp.NONE))
                .isFalse();
        assertThat(store().revoke(family.id(), RevocationReason.ADMIN)).isFalse();

        assertStored(family.revokedBecause(RevocationReason.REUSE));
        assertStored(other);
    }

    @Test
    void givenAnObservedReuseWhenTheSameIsEnforcedThenItRevokes() {
        Family family = inserted();
        observe(family, ReuseKind.STALE_LINEAGE);

        assertThat(store().revokeFor(incident(family, ReuseKind.STALE_LINEAGE, true), FollowUp.NONE))
                .isTrue();

        assertStored(family.revokedBecause(RevocationReason.REUSE));
    }

    /** Somebody of the same realm, in a session of their own. */
    protected final Owner user(String id) {
        return new Owner(owner().realmId(), "client", id, UUID.randomUUID().toString(), false);
    }

    private Family stored(String id) {
        return Objects.requireNonNull(store().read(id).family());
    }
}
