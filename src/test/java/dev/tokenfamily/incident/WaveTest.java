package dev.tokenfamily.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.Address;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which incidents are read together: same client, same hour, same network, whosever they are. */
final class WaveTest {

    private static final long FULL_HOUR = 1_700_000_000L / 3600 * 3600;

    private static String wave(String client, String user, String address, long at) {
        Owner owner = new Owner("realm", client, user, "session", false);
        Origin thief = new Origin(address, null);
        Origin holder = new Origin("192.0.2.1", null);
        Incident incident = new Incident(
                "family-of-" + user, owner, "stale-lineage", 1, 3, thief, holder, "family", true, null, null, null);
        return Wave.of(incident, at).text();
    }

    private static String wave(String address) {
        return wave("shop", "alice", address, FULL_HOUR);
    }

    @Nested
    final class GivenIncidentsOfOneHour {

        @Test
        void thenThoseOfManyUsersAtOneClientAreOneWave() {
            assertThat(wave("shop", "bob", "203.0.113.9", FULL_HOUR + 3599)).isEqualTo(wave("203.0.113.9"));
            assertThat(wave("bank", "alice", "203.0.113.9", FULL_HOUR)).isNotEqualTo(wave("203.0.113.9"));
        }

        @ParameterizedTest
        @CsvSource({
            "203.0.113.9, 203.0.113.200, true",
            "203.0.113.9, 203.0.114.9, false",
            "203.0.113.9, ::ffff:203.0.113.8, true",
            "2001:db8:1:2::1, 2001:db8:1:ffff::2, true",
            "2001:db8:1::1, 2001:db8:2::1, false",
            "unknown, unknown, true",
            "unknown, 203.0.113.9, false",
            "0.0.0.0, ::, false"
        })
        void thenTheNetworkCounts(String one, String other, boolean together) {
            assertThat(wave(one).equals(wave(other))).isEqualTo(together);
        }
    }

    @Nested
    final class GivenAnotherHour {

        @Test
        void thenItIsAnotherWave() {
            assertThat(wave("shop", "alice", Address.UNKNOWN, FULL_HOUR + 3600))
                    .isNotEqualTo(wave("shop", "alice", Address.UNKNOWN, FULL_HOUR + 3599));
        }
    }

    /** Rows hold a hash of it. */
    @Test
    void thenItIsTheSameOnEveryNodeAndInEveryVersion() {
        assertThat(wave("203.0.113.9")).isEqualTo("wave realm shop 472222 cb007100/24");
    }
}
