package dev.tokenfamily.family;

import java.util.HexFormat;

/**
 * How many leading bits two addresses must share (RFC 4632 §3.1, RFC 4291 §2.3). An address of IPv4 and one of IPv6 share none,
 * but one of IPv4 that is written as one of IPv6 ({@code ::ffff:192.0.2.1}, RFC 4291 §2.5.5.2) is of IPv4. Nothing is looked up.
 *
 * @param ipv4 of addresses of IPv4, 0..32
 * @param ipv6 of addresses of IPv6, 0..128
 */
public record IpPrefix(int ipv4, int ipv6) {

    /** None: even addresses that nobody knows are near enough. */
    public static final IpPrefix NONE = new IpPrefix(0, 0);

    /** All: one and the same address, however it is written. */
    public static final IpPrefix WHOLE = new IpPrefix(32, 128);

    private static final int IPV4_BYTES = 4;

    /** The longer of these prefixes and others, version by version. */
    public IpPrefix longer(IpPrefix other) {
        return new IpPrefix(Math.max(ipv4, other.ipv4), Math.max(ipv6, other.ipv6));
    }

    /** Whether two requests came from addresses that share it. Nobody knows that of an unknown one. */
    public boolean sharedBy(Origin one, Origin other) {
        byte[] bits = Address.bits(one.address());
        byte[] others = Address.bits(other.address());
        int needed = bits.length == IPV4_BYTES ? ipv4 : ipv6;
        return equals(NONE) || (bits.length > 0 && bits.length == others.length && shared(bits, others) >= needed);
    }

    /**
     * The network of such a prefix in which an address is: the same text for all that {@linkplain #sharedBy share} it. Of
     * {@link Address#UNKNOWN}, that.
     */
    public String network(Origin origin) {
        byte[] bits = Address.bits(origin.address());
        if (bits.length == 0) {
            return Address.UNKNOWN;
        }
        int length = bits.length == IPV4_BYTES ? ipv4 : ipv6;
        for (int n = 0; n < bits.length; n++) {
            int kept = Math.max(0, Math.min(Byte.SIZE, length - n * Byte.SIZE));
            bits[n] &= (byte) (0xff << (Byte.SIZE - kept));
        }
        return HexFormat.of().formatHex(bits) + "/" + length;
    }

    /** How many leading bits are the same. */
    private static int shared(byte[] bits, byte[] others) {
        int shared = 0;
        for (int n = 0; n < bits.length; n++) {
            int difference = (bits[n] ^ others[n]) & 0xff;
            if (difference != 0) {
                return shared + Integer.numberOfLeadingZeros(difference) - (Integer.SIZE - Byte.SIZE);
            }
            shared += Byte.SIZE;
        }
        return shared;
    }
}
