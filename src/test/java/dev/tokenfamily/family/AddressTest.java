package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An address is an IP literal or unknown, whatever a proxy passes on. */
final class AddressTest {

    /** Longer than any literal. */
    private static final int LONGEST = 45;

    @Nested
    final class GivenALiteral {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "203.0.113.9",
                    "0.0.0.0",
                    "255.255.255.255",
                    "::",
                    "::1",
                    "2001:db8::1",
                    "2001:DB8:0:0:0:0:0:1",
                    "1:2:3:4:5:6:7::",
                    "::ffff:203.0.113.9",
                    "64:ff9b::203.0.113.9",
                    "1:2:3:4:5:6:203.0.113.9"
                })
        void thenItIsTheAddress(String literal) {
            assertThat(Address.of(literal)).isEqualTo(literal);
        }

        @ParameterizedTest
        @CsvSource({
            "203.0.113.9:51234, 203.0.113.9",
            "[2001:db8::1]:51234, 2001:db8::1",
            "[2001:db8::1], 2001:db8::1",
            "fe80::1%eth0, fe80::1",
            "fe80::1%eth0.100, fe80::1",
            "[fe80::1%3]:80, fe80::1"
        })
        void thenPortAndZoneAreLeftOut(String shown, String literal) {
            assertThat(Address.of(shown)).isEqualTo(literal);
        }
    }

    @Nested
    final class GivenAnythingElse {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "unknown",
                    "localhost",
                    "evil.example",
                    "evil.example/login",
                    "https://evil.example/login",
                    "10.9.9.9 verdict=keep revoked=0",
                    "10.9.9.9\r\nWARN verdict=keep",
                    "10.9.9.9, evil.example",
                    "10.9.9.9/login",
                    "10.9.9",
                    "10.9.9.9.9",
                    "10.9.9.256",
                    "10.9.9.1000",
                    "10.9..9",
                    "10.9.9.09",
                    "\u0661\u0660.9.9.9",
                    "::1::",
                    ":::",
                    ":",
                    "1:2:3:4:5:6:7",
                    "1:2:3:4:5:6:7:8:9",
                    "1:2:3:4:5:6:7:8::",
                    "12345::1",
                    "1.2.3.4::1",
                    "g::1",
                    "[",
                    "[]",
                    "[::1",
                    "[::1]x",
                    "::1%evil.example/login",
                    "::1% verdict=keep",
                    "203.0.113.9:123456",
                    "<b>10.9.9.9</b>"
                })
        void thenItIsUnknown(String shown) {
            assertThat(Address.of(shown)).isEqualTo("unknown");
        }

        @Test
        void thenNothingIsUnknownToo() {
            assertThat(Address.of(null)).isEqualTo("unknown");
        }

        @Test
        void thenNoLengthIsTooMuch() {
            assertThat(Address.of("1".repeat(300))).isEqualTo("unknown");
            assertThat(Address.of("::1%" + "a".repeat(100_000))).isEqualTo("unknown");
        }
    }

    @Property
    void whateverIsSentAnAddressIsWordOrLiteral(@ForAll String shown) {
        assertThat(Address.of(shown)).matches("unknown|[0-9a-fA-F.:]{2,45}");
    }

    @Property
    void whatLooksLikeAnAddressIsReadAsJavaReadsIt(
            @ForAll @StringLength(max = 12) @Chars({'0', '1', 'f', ':', '.'}) String shown) {
        String literal = Address.of("::" + shown);
        assertThat(literal.length()).isLessThanOrEqualTo(LONGEST);
        assertThat(literal.equals("unknown") || javaReads(literal)).isTrue();
    }

    @Property
    void eachAddressIsKept(@ForAll @Size(4) List<@IntRange(max = 255) Integer> parts, @ForAll @Size(16) byte[] bytes)
            throws UnknownHostException {
        String v4 = parts.stream().map(String::valueOf).collect(Collectors.joining("."));
        assertThat(Address.of(v4)).isEqualTo(v4);
        String v6 = InetAddress.getByAddress(bytes).getHostAddress();
        assertThat(Address.of(v6)).isEqualTo(v6);
    }

    /** In brackets, so that it asks no name server. */
    private static boolean javaReads(String literal) {
        try {
            return InetAddress.getByName("[" + literal + "]") != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
