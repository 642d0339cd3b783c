package dev.tokenfamily.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.InMemoryFamilyStore;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.revocation.ModelChange.CredentialOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A credential has changed, and nobody can be asked what that ends. */
final class UnannouncedCredentialChangesTest {

    private static final long NOW = 1_700_000_000;

    private final InMemoryFamilyStore store = new InMemoryFamilyStore(NOW);
    private final List<String> unreadable = new ArrayList<>();
    private int revoked;

    /** There is no Keycloak at all: whatever is asked of it fails. */
    @SuppressWarnings("NullAway")
    private final UnannouncedCredentialChanges changes = new UnannouncedCredentialChanges(
            null,
            () -> store,
            session -> realm -> {
                throw new NoSuchMethodError("getConfiguration");
            },
            (realmId, families) -> revoked += families,
            unreadable::add);

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

    @BeforeEach
    void families() {
        stored("first", "alice");
        stored("second", "alice");
        stored("other", "bob");
    }

    @Nested
    final class GivenItsRealmIsKnown {

        @Test
        void thenAllFamiliesOfTheUserEndAndSomebodyHearsOfIt() {
            changes.end(new CredentialOwner("realm", "alice"), Long.MAX_VALUE);
            assertThat(reason("first")).isEqualTo(RevocationReason.UNREADABLE);
            assertThat(reason("second")).isEqualTo(RevocationReason.UNREADABLE);
            assertThat(reason("other")).isNull();
            assertThat(revoked).isEqualTo(2);
            assertThat(unreadable).containsExactly("realm");
        }
    }

    @Nested
    final class GivenItsRealmCannotBeReadEither {

        @Test
        void thenItIsSaidAndNothingElseBreaks() {
            assertThatCode(() -> changes.end(new CredentialOwner(null, "alice"), Long.MAX_VALUE))
                    .doesNotThrowAnyException();
            assertThat(revoked).isZero();
        }
    }
}
