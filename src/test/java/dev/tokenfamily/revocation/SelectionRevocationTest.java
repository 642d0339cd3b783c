package dev.tokenfamily.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.revocation.Revocation.SelectionRevocation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The end of all families of a selection. */
final class SelectionRevocationTest {

    private final FamiliesOfUsers families = new FamiliesOfUsers();
    private final SelectionRevocation revocation =
            new SelectionRevocation(Selection.ofUser("realm", "alice"), RevocationReason.USER_DISABLED);

    @Nested
    final class GivenFamiliesOfTwoUsers {

        @BeforeEach
        void open() {
            families.open("first", "alice");
            families.open("second", "alice");
            families.open("other", "bob");
        }

        @Test
        void thenThoseOfTheSelectedOneEndForItsReason() {
            assertThat(revocation.revokeIn(families.store())).isEqualTo(2);
            assertThat(families.reason("first")).isEqualTo(RevocationReason.USER_DISABLED);
            assertThat(families.reason("second")).isEqualTo(RevocationReason.USER_DISABLED);
            assertThat(families.reason("other")).isNull();
        }

        @Test
        void whenItIsRepeatedThenItFindsOnlyWhatCameSince() {
            revocation.revokeIn(families.store());
            families.open("late", "alice");
            assertThat(revocation.revokeIn(families.store())).isEqualTo(1);
            assertThat(revocation.revokeIn(families.store())).isZero();
        }
    }
}
