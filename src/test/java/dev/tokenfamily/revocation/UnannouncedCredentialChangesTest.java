package dev.tokenfamily.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.Reach;
import dev.tokenfamily.history.RecordedHistory;
import dev.tokenfamily.revocation.ModelChange.CredentialOwner;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A credential has changed, and nobody can be asked what that ends. */
final class UnannouncedCredentialChangesTest {

    private final FamiliesOfUsers families = new FamiliesOfUsers();
    private final List<String> unreadable = new ArrayList<>();
    private final RecordedHistory recorded = new RecordedHistory();
    private int revoked;

    /** There is no Keycloak at all: whatever is asked of it fails. */
    @SuppressWarnings("NullAway")
    private final UnannouncedCredentialChanges changes = new UnannouncedCredentialChanges(
            null,
            families::store,
            session -> realm -> {
                throw new NoSuchMethodError("getConfiguration");
            },
            (realmId, families) -> revoked += families,
            unreadable::add,
            () -> recorded);

    @BeforeEach
    void open() {
        families.open("first", "alice");
        families.open("second", "alice");
        families.open("other", "bob");
    }

    @Nested
    final class GivenItsRealmIsKnown {

        @Test
        void thenAllFamiliesOfTheUserEndAndSomebodyHearsOfIt() {
            changes.end(new CredentialOwner("realm", "alice"), Long.MAX_VALUE, null);
            assertThat(families.reason("first")).isEqualTo(RevocationReason.UNREADABLE);
            assertThat(families.reason("second")).isEqualTo(RevocationReason.UNREADABLE);
            assertThat(families.reason("other")).isNull();
            assertThat(revoked).isEqualTo(2);
            assertThat(unreadable).containsExactly("realm");
            assertThat(recorded.ends())
                    .extracting(End::cause, End::reach, End::actor)
                    .containsExactly(tuple(Cause.UNREADABLE, Reach.ofUser("realm", "alice"), Actor.UNKNOWN));
        }
    }

    @Nested
    final class GivenItsRealmCannotBeReadEither {

        @Test
        void thenItIsSaidAndNothingElseBreaks() {
            assertThatCode(() -> changes.end(new CredentialOwner(null, "alice"), Long.MAX_VALUE, null))
                    .doesNotThrowAnyException();
            assertThat(revoked).isZero();
        }
    }

    @Nested
    final class GivenAStoreThatFails {

        @Test
        void thenItIsSaidAndNothingElseBreaks() {
            families.store().mishaps().startOutage();
            assertThatCode(() -> changes.end(new CredentialOwner("realm", "alice"), Long.MAX_VALUE, null))
                    .doesNotThrowAnyException();
            assertThat(families.reason("first")).isNull();
            assertThat(revoked).isZero();
            assertThat(unreadable).containsExactly("realm");
        }
    }
}
