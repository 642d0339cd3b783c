package dev.tokenfamily.family;

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

    private Address() {}

    /**
     * The IP literal in what Keycloak takes for the address of a client, without port (RFC 7239 §6) and zone (RFC 4007 §11);
     * {@link #UNKNOWN} where that is none, or null.
     */
    public static String of(@Nullable String shown) {
        String literal = shown == null || shown.length() > LONGEST ? "" : bare(shown);
        return isIpv4(literal) || isIpv6(literal) ? literal : UNKNOWN;
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
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (!isByte(part)) {
                return false;
            }
        }
        return true;
    }

    /** A leading zero would mean octal to some. */
    private static boolean isByte(String part) {
        return !part.isEmpty()
                && part.length() <= 3
                && part.chars().allMatch(Address::isDigit)
                && (part.length() == 1 || part.charAt(0) != '0')
                && Integer.parseInt(part) <= 255;
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
