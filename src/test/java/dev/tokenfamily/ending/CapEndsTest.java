package dev.tokenfamily.ending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Capped;
import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.Reach;
import dev.tokenfamily.history.RecordedHistory;
import dev.tokenfamily.notice.OneReuse;
import dev.tokenfamily.policy.PolicyParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What ends because of a cap is on record, with the address that the family came from which was one too many. */
final class CapEndsTest {

    private static final Family ROW = OneReuse.row();

    private final RecordedHistory history = new RecordedHistory();

    private static Finding opening() {
        Finding any = OneReuse.finding(new Verdict.Rotate(), ROW, false);
        return new Finding(
                any.verdict(),
                any.token(),
                any.reading(),
                any.presentation(),
                PolicyParser.parse(Map.of("max-families-per-user", 3)),
                0,
                false);
    }

    @Test
    void givenAFamilyThatEndedThenItsEndSaysWhyAndFromWhere() {
        Finding by = opening();
        CapEnds.record(new Capped(by, List.of(ROW.revokedBecause(RevocationReason.CAP)), 1, null), history);
        assertThat(history.ends()).singleElement().satisfies(end -> {
            assertThat(end.cause()).isEqualTo(Cause.CAP);
            assertThat(end.reach()).isEqualTo(Reach.ofFamily(ROW.owner(), ROW.id()));
            assertThat(end.actor()).isEqualTo(Actor.SERVER);
            assertThat(end.from()).isEqualTo(by.presentation().origin());
            assertThat(end.detail()).isEqualTo("max-families-per-user=3");
            assertThat(end.time()).isEqualTo(1000 * by.reading().now());
        });
    }

    @Test
    void givenNothingThatEndedThenNothingIsRecorded() {
        CapEnds.record(new Capped(opening(), List.of(), 2, null), history);
        assertThat(history.ends()).isEmpty();
    }
}
