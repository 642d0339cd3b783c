package dev.tokenfamily.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.InMemoryFamilyStore;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The end of all families of a selection. */
final class SelectionRevocationTest {

    private static final long NOW = 1_700_000_000;

    private final InMemoryFamilyStore store = new InMemoryFamilyStore(NOW);
    private final SelectionRevocation revocation =
            new SelectionRevocation(Selection.ofUser("realm", "alice"), RevocationReason.USER_DISABLED);

    private void stored(String id, String userId) {
        store.put(Family.opened(
                id,
                new Owner("realm", "client", userId, "session-of-" + userId, false),
                NOW,
                0,
                new Head(id, NOW, NOW + 1_800, NOW),
                GraceTerms.NONE,
                NOW,
                new Origin("192.0.2.1", null),
                AccessTokens.NONE));
    }

    private @Nullable RevocationReason reason(String id) {
        return Objects.requireNonNull(store.row(id)).revocation();
    }

    @Nested
    final class GivenFamiliesOfTwoUsers {

        @BeforeEach
        void families() {
            stored("first", "alice");
            stored("second", "alice");
            stored("other", "bob");
        }

        @Test
        void thenThoseOfTheSelectedOneEndForItsReason() {
            assertThat(revocation.in(store)).isEqualTo(2);
            assertThat(reason("first")).isEqualTo(RevocationReason.USER_DISABLED);
            assertThat(reason("second")).isEqualTo(RevocationReason.USER_DISABLED);
            assertThat(reason("other")).isNull();
        }

        @Test
        void whenItIsRepeatedThenItFindsOnlyWhatCameSince() {
            revocation.in(store);
            stored("late", "alice");
            assertThat(revocation.in(store)).isEqualTo(1);
            assertThat(revocation.in(store)).isZero();
        }
    }
}
