package dev.tokenfamily.store.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.Burst;
import dev.tokenfamily.family.Grace;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Supersession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What superseded the predecessor, written into the row and read again, by this version and by earlier ones. */
final class SupersessionColumnsTest {

    private static final long NOW = 1_700_000_000;

    private static Grace grace(Supersession supersession, long deadline) {
        return new Grace(new GraceTerms(deadline, 0, false), 0, 0, supersession, Burst.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void givenAnyThenItIsReadAsItWasWritten(Supersession supersession) {
        Grace grace = grace(supersession, NOW + 11);
        Supersession column = SupersessionColumns.column(grace);
        long graceUntil = SupersessionColumns.graceUntil(grace);
        assertThat(SupersessionColumns.supersession(column, graceUntil)).isEqualTo(supersession);
        assertThat(SupersessionColumns.deadline(column, graceUntil)).isEqualTo(NOW + 11);
    }

    /** It answers the predecessor until the deadline that it reads, which nobody may, and fails at a value that it does not know. */
    @ParameterizedTest
    @ValueSource(longs = {1, NOW, NOW + 86_401})
    void givenARecoveryThenAnEarlierVersionSeesARotationWhoseGraceIsOver(long deadline) {
        Grace recovery = grace(Supersession.RECOVERY, deadline);
        assertThat(SupersessionColumns.column(recovery)).isEqualTo(Supersession.ROTATION);
        assertThat(new GraceTerms(SupersessionColumns.graceUntil(recovery), 0, false).includes(0))
                .isFalse();
    }

    @Test
    void givenARotationByAnEarlierVersionThenItIsOne() {
        assertThat(SupersessionColumns.supersession(Supersession.ROTATION, NOW + 11))
                .isEqualTo(Supersession.ROTATION);
        assertThat(SupersessionColumns.supersession(Supersession.ROTATION, 0)).isEqualTo(Supersession.ROTATION);
        assertThat(SupersessionColumns.supersession(Supersession.SWITCH_REFUSED, -NOW))
                .isEqualTo(Supersession.SWITCH_REFUSED);
    }
}
