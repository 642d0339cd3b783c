package dev.tokenfamily.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an admin of a realm would like to aim the server. */
class AddressRuleTest {

    private static final List<NetworkRange> NOTHING_OPENED = List.of();

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(literal, e);
        }
    }

    private static List<NetworkRange> opened(String range) {
        return List.of(NetworkRange.of(range));
    }

    @ParameterizedTest
    @CsvSource({
        "169.254.169.254, link-local",
        "127.0.0.1, loopback",
        "127.255.255.254, loopback",
        "0.0.0.0, unspecified",
        "0.1.2.3, unspecified",
        "10.0.0.1, private",
        "172.16.0.1, private",
        "172.31.255.255, private",
        "192.168.1.1, private",
        "100.64.0.1, shared (CGNAT)",
        "100.100.100.200, shared (CGNAT)",
        "100.127.255.255, shared (CGNAT)",
        "192.0.0.192, reserved",
        "198.18.0.1, benchmarking",
        "224.0.0.1, multicast",
        "239.255.255.250, multicast",
        "255.255.255.255, reserved",
        "::, unspecified",
        "::1, loopback",
        "fe80::1, link-local",
        "fec0::1, site-local",
        "fd00:ec2::254, unique local",
        "fc00::1, unique local",
        "ff02::1, multicast",
        "2001:0:53aa:64c::1, Teredo",
        "2002:a9fe:a9fe::1, 6to4",
        "2002:7f00:1::1, 6to4",
        "2001:db8::1, documentation",
        "64:ff9b::169.254.169.254, link-local",
        "64:ff9b::127.0.0.1, loopback",
        "64:ff9b::10.0.0.1, private",
        "64:ff9b:1::169.254.169.254, local NAT64",
        "64:ff9b:1:a9fe:a9:fe00::, local NAT64",
        "::169.254.169.254, IPv4-mapped or -compatible",
        "::ffff:0:169.254.169.254, reserved",
        "4000::1, reserved"
    })
    void givenAnAddressInsideThenItIsRefusedByItsKind(String literal, String kind) {
        assertThat(AddressRule.refusal(address(literal), NOTHING_OPENED)).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "100.63.255.255",
                "100.128.0.0",
                "172.32.0.1",
                "169.253.255.255",
                "2606:4700::1111",
                "64:ff9b::8.8.8.8"
            })
    void givenAPublicAddressThenItIsNotRefused(String literal) {
        assertThat(AddressRule.refusal(address(literal), NOTHING_OPENED)).isEmpty();
    }

    /** Java makes one of IPv4 of it, wherever it comes from, but for who builds one by hand. */
    @Test
    void givenAMappedAddressThenItIsJudgedAsWhatItCarriesOrNotUsedAtAll() throws UnknownHostException {
        assertThat(AddressRule.refusal(address("::ffff:169.254.169.254"), NOTHING_OPENED))
                .contains("link-local");
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xff;
        mapped[12] = mapped[13] = mapped[14] = mapped[15] = 8;
        assertThat(AddressRule.refusal(Inet6Address.getByAddress("mapped", mapped, 0), opened("::/0")))
                .contains("IPv4-mapped or -compatible");
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.0.0/16",
        "127.0.0.1, 127.0.0.1",
        "fd00:1::7, fd00:1::/32",
        "::1, ::1",
        "64:ff9b::10.1.2.3, 10.1.0.0/16",
        "64:ff9b:1::1, 64:ff9b:1::/48"
    })
    void givenARangeThatTheOperatorOpensThenItsAddressesAreNotRefused(String literal, String range) {
        assertThat(AddressRule.refusal(address(literal), opened(range))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10.2.0.1, 10.1.0.0/16", "10.1.0.1, fd00::/8", "fd01::1, fd00::/16"})
    void givenAnAddressBesideThatRangeThenItIsRefused(String literal, String range) {
        assertThat(AddressRule.refusal(address(literal), opened(range))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"169.254.169.254, 0.0.0.0/0", "224.0.0.1, 0.0.0.0/0", "fe80::1, ::/0", "2002:7f00:1::1, ::/0"})
    void givenWhateverIsOpenedThenSomeAreNever(String literal, String range) {
        assertThat(AddressRule.refusal(address(literal), opened(range))).isPresent();
    }
}
