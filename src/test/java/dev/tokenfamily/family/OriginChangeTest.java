package dev.tokenfamily.family;

import static dev.tokenfamily.family.OriginChange.ADDRESS;
import static dev.tokenfamily.family.OriginChange.ADDRESS_AND_USER_AGENT;
import static dev.tokenfamily.family.OriginChange.USER_AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What differs between two places. */
final class OriginChangeTest {

    private static final IpPrefix USUAL = new IpPrefix(24, 56);
    private static final String APP = "Example/4.2.1 (Android)";
    private static final Origin HOME = new Origin("192.0.2.1", APP);

    private static Optional<OriginChange> change(Origin held, String address, @Nullable String userAgent) {
        return OriginChange.between(held, new Origin(address, userAgent), USUAL);
    }

    @Test
    void givenTheSameNetworkAndProgramThenNothingHasChanged() {
        assertThat(change(HOME, "192.0.2.200", "Example/5.0 (Android)")).isEmpty();
    }

    @Test
    void givenAnotherNetworkOrAnotherProgramThenThatHasChanged() {
        assertThat(change(HOME, "192.0.3.1", APP)).contains(ADDRESS);
        assertThat(change(HOME, "192.0.2.1", "curl/8.5.0")).contains(USER_AGENT);
        assertThat(change(HOME, "192.0.3.1", "curl/8.5.0")).contains(ADDRESS_AND_USER_AGENT);
    }

    @Test
    void givenTheOtherVersionOfIpThenThatIsAnotherNetwork() {
        assertThat(change(HOME, "2001:db8::1", APP)).contains(ADDRESS);
        assertThat(change(HOME, "::ffff:192.0.2.9", APP)).isEmpty();
    }

    @Test
    void givenAnAddressThatNobodyKnowsWhereOneWasKnownThenThatIsAnother() {
        assertThat(change(HOME, "localhost", APP)).contains(ADDRESS);
    }

    @Test
    void givenARowThatKnowsNoAddressThenThereIsNothingToCompareWith() {
        Origin unknown = new Origin("localhost", APP);
        assertThat(change(unknown, "192.0.2.1", APP)).isEmpty();
        assertThat(change(unknown, "localhost", APP)).isEmpty();
        assertThat(change(unknown, "192.0.2.1", "curl/8.5.0")).contains(USER_AGENT);
    }

    @Test
    void givenTheHeaderIsLeftOutOrComesThenThatIsAnotherProgram() {
        assertThat(change(HOME, "192.0.2.1", null)).contains(USER_AGENT);
        assertThat(change(new Origin("192.0.2.1", null), "192.0.2.1", APP)).contains(USER_AGENT);
        assertThat(change(new Origin("192.0.2.1", null), "192.0.2.1", null)).isEmpty();
    }
}
