package dev.tokenfamily.webhook;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * To which addresses a webhook may be delivered: to public ones, and to those of a network of the operator's own that the operator
 * has named. What is reserved is that of IANA's registries for special purposes (RFC 6890). An address of IPv6 that
 * a translator makes one of IPv4 (NAT64) is judged as that one.
 */
final class AddressRule {

    /** Nobody can open these: no receiver is there, or it is the metadata service of a cloud. */
    private static final List<Named> NEVER = List.of(
            new Named("unspecified", "0.0.0.0/8"),
            new Named("link-local", "169.254.0.0/16"),
            new Named("reserved", "192.0.0.0/24"),
            new Named("documentation", "192.0.2.0/24"),
            new Named("reserved", "192.88.99.0/24"),
            new Named("documentation", "198.51.100.0/24"),
            new Named("documentation", "203.0.113.0/24"),
            new Named("multicast", "224.0.0.0/4"),
            new Named("reserved", "240.0.0.0/4"),
            new Named("unspecified", "::/128"),
            new Named("link-local", "fe80::/10"),
            new Named("site-local", "fec0::/10"),
            new Named("multicast", "ff00::/8"),
            new Named("Teredo", "2001::/32"),
            new Named("reserved", "2001::/23"),
            new Named("documentation", "2001:db8::/32"),
            new Named("6to4", "2002::/16"),
            new Named("documentation", "3fff::/20"));

    /** The operator's own network, or this machine. */
    private static final List<Named> INSIDE = List.of(
            new Named("private", "10.0.0.0/8"),
            new Named("shared (CGNAT)", "100.64.0.0/10"),
            new Named("loopback", "127.0.0.0/8"),
            new Named("private", "172.16.0.0/12"),
            new Named("private", "192.168.0.0/16"),
            new Named("benchmarking", "198.18.0.0/15"),
            new Named("loopback", "::1/128"),
            new Named("local NAT64", "64:ff9b:1::/48"),
            new Named("unique local", "fc00::/7"));

    private static final NetworkRange LOOPBACK = NetworkRange.of("::1/128");

    /** Java makes one of IPv4 of a mapped address; what comes here is nothing that anybody uses (RFC 4291 §2.5.5). */
    private static final NetworkRange EMBEDDING = NetworkRange.of("::/80");

    /** What carries an address of IPv4 to the internet (RFC 6052 §2.1). */
    private static final NetworkRange NAT64 = NetworkRange.of("64:ff9b::/96");

    private static final NetworkRange GLOBAL = NetworkRange.of("2000::/3");

    private static final int IPV4_BYTES = 4;
    private static final int LAST_FOUR = 12;

    private AddressRule() {}

    private record Named(String name, NetworkRange range) {

        Named(String name, String range) {
            this(name, NetworkRange.of(range));
        }
    }

    /**
     * Why nothing is delivered there, in a word for the kind of address; empty where it may be.
     *
     * @param opened ranges inside that the operator has named for this receiver
     */
    static Optional<String> refusal(InetAddress address, List<NetworkRange> opened) {
        byte[] bytes = address.getAddress();
        return bytes.length == IPV4_BYTES ? refusal(bytes, opened) : refusalOfIpv6(bytes, opened);
    }

    private static Optional<String> refusal(byte[] bytes, List<NetworkRange> opened) {
        Optional<String> never = first(NEVER, bytes);
        return never.isPresent() || opened.stream().anyMatch(range -> range.contains(bytes))
                ? never
                : first(INSIDE, bytes);
    }

    private static Optional<String> refusalOfIpv6(byte[] bytes, List<NetworkRange> opened) {
        if (NAT64.contains(bytes)) {
            return refusal(lastFour(bytes), opened);
        }
        Optional<String> refusal = refusal(bytes, opened);
        if (refusal.isPresent() || LOOPBACK.contains(bytes)) {
            return refusal;
        }
        if (EMBEDDING.contains(bytes)) {
            return Optional.of("IPv4-mapped or -compatible");
        }
        boolean usual = GLOBAL.contains(bytes) || opened.stream().anyMatch(range -> range.contains(bytes));
        return usual ? Optional.empty() : Optional.of("reserved");
    }

    private static byte[] lastFour(byte[] bytes) {
        return Arrays.copyOfRange(bytes, LAST_FOUR, LAST_FOUR + IPV4_BYTES);
    }

    private static Optional<String> first(List<Named> ranges, byte[] bytes) {
        return ranges.stream()
                .filter(named -> named.range().contains(bytes))
                .map(Named::name)
                .findFirst();
    }
}
