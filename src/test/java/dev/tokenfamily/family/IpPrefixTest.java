package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses are near enough to each other. */
final class IpPrefixTest {

    private static final IpPrefix USUAL = new IpPrefix(24, 56);

    private static boolean shared(IpPrefix prefix, String one, String other) {
        boolean shared = prefix.sharedBy(new Origin(one, null), new Origin(other, "curl/8.5.0"));
        assertThat(prefix.sharedBy(new Origin(other, null), new Origin(one, null)))
                .as("the other way round")
                .isEqualTo(shared);
        return shared;
    }

    @Nested
    final class GivenAPrefixOfAWholeNetwork {

        @ParameterizedTest
        @CsvSource({
            "192.0.2.1, 192.0.2.254, true",
            "192.0.2.1, 192.0.3.1, false",
            "192.0.2.255, 192.0.3.0, false",
            "2001:db8:1:ff00::1, 2001:db8:1:ffff:a:b:c:d, true",
            "2001:db8:1:ff00::1, 2001:db8:1:fe00::1, false",
            "2001:db8:1:ff00::, 2001:db8:2:ff00::, false"
        })
        void thenItsAddressesShareItAndThoseBesideDoNot(String one, String other, boolean expected) {
            assertThat(shared(USUAL, one, other)).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource({
            "2001:db8::1, 2001:0DB8:0:0:0:0:0:2",
            "2001:db8::c000:201, 2001:db8::192.0.2.1",
            "fe80::1%eth0, fe80::2%eth1",
            "[2001:db8::1]:443, 2001:db8::2",
            "::ffff:192.0.2.1, 192.0.2.7",
            "::ffff:c000:0201, 192.0.2.7",
            "0:0:0:0:0:FFFF:192.0.2.1, ::ffff:192.0.2.9"
        })
        void thenItDoesNotMatterHowTheyAreWritten(String one, String other) {
            assertThat(shared(USUAL, one, other)).isTrue();
        }

        @ParameterizedTest
        @CsvSource({
            "192.0.2.1, 2001:db8::1",
            "192.0.2.1, ::192.0.2.1",
            "192.0.2.1, 64:ff9b::192.0.2.1",
            "::ffff:192.0.2.1, ::fffe:192.0.2.1"
        })
        void thenAddressesOfDifferentVersionsShareNothing(String one, String other) {
            assertThat(shared(USUAL, one, other)).isFalse();
        }

        @ParameterizedTest
        @CsvSource({"gateway.example, gateway.example", "'', ''", "192.0.2.1, gateway.example", "192.0.2.1, 192.0.2"})
        void thenWhatIsNoAddressIsNearNothing(String one, String other) {
            assertThat(shared(USUAL, one, other)).isFalse();
            assertThat(shared(new IpPrefix(0, 56), one, other)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"25, 192.0.2.127, 192.0.2.128", "31, 192.0.2.1, 192.0.2.2", "9, 10.127.0.0, 10.128.0.0"})
    void givenALengthWithinAByteThenTheBitBehindItDoesNotCount(int length, String one, String other) {
        assertThat(shared(new IpPrefix(length, 0), one, other)).isFalse();
        assertThat(shared(new IpPrefix(length - 1, 0), one, other)).isTrue();
    }

    @Test
    void givenNoneThenEvenUnknownAddressesAreNearEnough() {
        assertThat(shared(IpPrefix.NONE, "x", "192.0.2.1")).isTrue();
        assertThat(shared(IpPrefix.NONE, "192.0.2.1", "2001:db8::1")).isTrue();
    }

    @Test
    void givenTwoThenTheLongerCountsForEachVersion() {
        assertThat(new IpPrefix(24, 64).longer(new IpPrefix(32, 48))).isEqualTo(new IpPrefix(32, 64));
    }

    @Property
    void twoAddressesShareWhatTheirBitsDo(
            @ForAll @Size(16) byte[] bits,
            @ForAll @IntRange(max = 127) int differing,
            @ForAll @IntRange(max = 128) int length)
            throws UnknownHostException {
        bits[0] = 0x20; // not of IPv4
        byte[] others = bits.clone();
        others[differing / 8] ^= (byte) (0x80 >>> differing % 8);
        String one = InetAddress.getByAddress(bits).getHostAddress();
        String other = InetAddress.getByAddress(others).getHostAddress();
        assertThat(shared(new IpPrefix(24, length), one, other)).isEqualTo(length <= differing);
    }

    @Property
    void anAddressSharesAllWithItself(@ForAll @Size(4) byte[] ipv4, @ForAll @Size(16) byte[] ipv6)
            throws UnknownHostException {
        for (byte[] bits : new byte[][] {ipv4, ipv6}) {
            String address = InetAddress.getByAddress(bits).getHostAddress();
            assertThat(shared(IpPrefix.WHOLE, address, address)).isTrue();
        }
    }
}
