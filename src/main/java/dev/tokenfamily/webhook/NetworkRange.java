package dev.tokenfamily.webhook;

import dev.tokenfamily.family.Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Addresses with a common beginning (RFC 4632 §3.1, RFC 4291 §2.3). An address of IPv4 and one of IPv6 have none.
 *
 * @param base an address of the range
 * @param prefix how many leading bits are common, 0..32 or 0..128
 */
public record NetworkRange(InetAddress base, int prefix) {

    /**
     * The range that is written like {@code 10.1.0.0/16}, or a single address.
     *
     * @throws IllegalArgumentException for anything else, with a message that says so
     */
    static NetworkRange of(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!Address.of(address).equals(address) || address.equals(Address.UNKNOWN)) { // or the name would be looked up
            throw new IllegalArgumentException("'%s' is no range of addresses such as 10.1.0.0/16".formatted(text));
        }
        InetAddress base = literal(address);
        int longest = base.getAddress().length * Byte.SIZE;
        String prefix = slash < 0 ? String.valueOf(longest) : text.substring(slash + 1);
        if (!prefix.matches("[0-9]{1,3}") || Integer.parseInt(prefix) > longest) {
            throw new IllegalArgumentException(
                    "'%s' is no range of addresses: behind the slash must be a number from 0 to %d"
                            .formatted(text, longest));
        }
        return new NetworkRange(base, Integer.parseInt(prefix));
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'%s' is no address".formatted(address), e);
        }
    }

    /** Whether the address of these bytes, 4 or 16, is in it. */
    boolean contains(byte[] address) {
        byte[] common = base.getAddress();
        if (common.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 1 << (Byte.SIZE - 1 - bit % Byte.SIZE);
            if (((common[bit / Byte.SIZE] ^ address[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
