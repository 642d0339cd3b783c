package dev.tokenfamily.family;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of clients. Behind a proxy that appends to what it was sent, an address is whatever a stranger wrote; so only IP
 * literals are taken for one, and everything else is unknown.
 */
public final class Address {

    /** The address of a client whose address cannot be believed. */
    public static final String UNKNOWN = "unknown";

    /** An IPv6 address that ends in an IPv4 one, in brackets, with a zone and a port. */
    private static final int LONGEST = 80;

    private static final int GROUPS = 8;

    private static final int IPV6_BYTES = 16;

    private static final int IPV4_BYTES = 4;

    private Address() {}

    /**
     * The IP literal in what Keycloak takes for the address of a client, without port (RFC 7239 §6) and zone (RFC 4007 §11);
     * {@link #UNKNOWN} where that is none, or null.
     */
    public static String of(@Nullable String shown) {
        String literal = shown == null || shown.length() > LONGEST ? "" : bare(shown);
        return isIpv4(literal) || isIpv6(literal) ? literal : UNKNOWN;
    }

    /**
     * The bits of a literal, or of nothing where it is {@link #UNKNOWN}: 4 bytes of IPv4, also where that is written as IPv6
     * ({@code ::ffff:192.0.2.1}), else 16.
     *
     * @param address as {@link #of} gives it
     */
    static byte[] bits(String address) {
        if (address.equals(UNKNOWN)) {
            return new byte[0];
        }
        byte[] ipv4 = ipv4Bits(address);
        if (ipv4.length > 0) {
            return ipv4;
        }
        int gap = address.indexOf("::");
        byte[] left = bitsOfGroups(gap < 0 ? address : address.substring(0, gap));
        byte[] right = gap < 0 ? new byte[0] : bitsOfGroups(address.substring(gap + 2));
        byte[] bits = Arrays.copyOf(left, IPV6_BYTES);
        System.arraycopy(right, 0, bits, IPV6_BYTES - right.length, right.length);
        return isMapped(bits) ? Arrays.copyOfRange(bits, IPV6_BYTES - IPV4_BYTES, IPV6_BYTES) : bits;
    }

    /** Whether it is an address of IPv4 that is written as one of IPv6 (RFC 4291 §2.5.5.2). */
    private static boolean isMapped(byte[] bits) {
        byte[] before = new byte[IPV6_BYTES - IPV4_BYTES];
        before[before.length - 2] = (byte) 0xff;
        before[before.length - 1] = (byte) 0xff;
        return Arrays.equals(before, 0, before.length, bits, 0, before.length);
    }

    /** Of groups of 16 bits, the last of which may be an address of IPv4; none where there is no text. */
    private static byte[] bitsOfGroups(String text) {
        byte[] bits = new byte[IPV6_BYTES];
        int length = 0;
        for (String part : text.isEmpty() ? new String[0] : text.split(":", -1)) {
            byte[] ipv4 = ipv4Bits(part);
            byte[] next = ipv4.length > 0 ? ipv4 : groupBits(Integer.parseInt(part, 16));
            System.arraycopy(next, 0, bits, length, next.length);
            length += next.length;
        }
        return Arrays.copyOf(bits, length);
    }

    private static byte[] groupBits(int group) {
        return new byte[] {(byte) (group >> Byte.SIZE), (byte) group};
    }

    private static String bare(String shown) {
        int bracket = shown.indexOf(']');
        int colon = shown.indexOf(':');
        if (shown.startsWith("[") && isPort(shown.substring(bracket + 1))) {
            return withoutZone(shown.substring(1, Math.max(1, bracket)));
        }
        boolean onlyColon = colon >= 0 && colon == shown.lastIndexOf(':');
        return onlyColon && isPort(shown.substring(colon)) ? shown.substring(0, colon) : withoutZone(shown);
    }

    private static boolean isPort(String text) {
        return text.isEmpty()
                || (text.startsWith(":")
                        && text.length() <= 6
                        && text.substring(1).chars().allMatch(Address::isDigit));
    }

    private static String withoutZone(String literal) {
        int zone = literal.indexOf('%');
        boolean named = zone >= 0 && literal.substring(zone + 1).chars().allMatch(Address::isOfName);
        return named ? literal.substring(0, zone) : literal;
    }

    private static boolean isIpv4(String text) {
        return ipv4Bits(text).length > 0;
    }

    /** The four bytes of an address of IPv4, none where it is something else. A leading zero would mean octal to some. */
    private static byte[] ipv4Bits(String text) {
        byte[] bits = new byte[IPV4_BYTES];
        int dots = 0;
        int digits = 0;
        int value = 0;
        for (int n = 0; n < text.length(); n++) {
            char c = text.charAt(n);
            if (c == '.' && digits > 0 && dots < IPV4_BYTES - 1) {
                bits[dots] = (byte) value;
                dots++;
                digits = 0;
                value = 0;
            } else if (isDigit(c) && (digits == 0 || value > 0)) {
                digits++;
                value = 10 * value + c - '0';
            } else {
                return new byte[0];
            }
            if (value > 0xff) {
                return new byte[0];
            }
        }
        bits[dots] = (byte) value;
        return dots == IPV4_BYTES - 1 && digits > 0 ? bits : new byte[0];
    }

    /** In the forms of RFC 4291 §2.2. */
    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text) == GROUPS;
        }
        String before = text.substring(0, gap);
        int left = before.contains(".") ? -1 : groups(before);
        int right = groups(text.substring(gap + 2));
        return left >= 0 && right >= 0 && left + right < GROUPS;
    }

    /** How many groups of 16 bits these are; negative where they are none. */
    private static int groups(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        int groups = 0;
        for (int n = 0; n < parts.length; n++) {
            if (n == parts.length - 1 && isIpv4(parts[n])) {
                groups += 2;
            } else if (isGroup(parts[n])) {
                groups++;
            } else {
                return -1;
            }
        }
        return groups;
    }

    private static boolean isGroup(String part) {
        return !part.isEmpty() && part.length() <= 4 && part.chars().allMatch(Address::isHexDigit);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHexDigit(int c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /** Of a network interface. */
    private static boolean isOfName(int c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || "-._".indexOf(c) >= 0;
    }
}
