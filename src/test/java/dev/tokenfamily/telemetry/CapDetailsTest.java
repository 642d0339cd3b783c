package dev.tokenfamily.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Capped;
import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.notice.OneReuse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The event of the refresh that opened one family too many. */
final class CapDetailsTest {

    private static Map<String, String> details(int beyond, @Nullable StoreUnavailableException failure) {
        Family row = OneReuse.row();
        Map<String, String> details = new LinkedHashMap<>();
        CapDetails.write(
                new Capped(OneReuse.finding(new Verdict.Rotate(), row, false), List.of(), beyond, failure),
                details::put);
        return details;
    }

    @Test
    void givenSomeBeyondThenItSaysHowManyAndWhetherThatIsEnforced() {
        assertThat(details(4, null))
                .containsOnly(Map.entry("token_family_capped", "4"), Map.entry("token_family_enforcement", "observe"));
    }

    @Test
    void givenThatNobodyCouldCountThenItSaysNothing() {
        assertThat(details(0, new StoreUnavailableException("outage"))).isEmpty();
    }
}
