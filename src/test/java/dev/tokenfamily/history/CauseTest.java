package dev.tokenfamily.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.RevocationReason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CauseTest {

    @Test
    void thenItsCodeIsWhatPeopleAndProgramsRead() {
        assertThat(Arrays.stream(Cause.values()).map(Cause::code))
                .contains("session-idle", "admin-logout", "unknown")
                .allMatch(code -> code.matches("[a-z]+(-[a-z]+)*"))
                .allMatch(code -> code.length() <= 32);
    }

    /** A row that says that the session ended does not say by what, and nobody guesses. */
    @ParameterizedTest
    @EnumSource(RevocationReason.class)
    void givenAReasonThenTheCauseSaysNoMore(RevocationReason reason) {
        Cause expected =
                switch (reason) {
                    case SESSION_ENDED -> Cause.UNKNOWN;
                    case ADMIN -> Cause.ADMIN_REVOCATION;
                    default -> Cause.valueOf(reason.name());
                };
        assertThat(Cause.of(reason)).isEqualTo(expected);
    }
}
