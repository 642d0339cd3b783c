package dev.tokenfamily.family;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request came from, as far as that can be believed and shown.
 *
 * @param address an IP literal, or {@link Address#UNKNOWN}
 * @param userAgent the header {@code User-Agent} (RFC 9110 §10.1.5); null without one. The sender chooses it, and admins read
 *     it: printable ASCII, cut to what a column holds
 */
public record Origin(String address, @Nullable String userAgent) {

    private static final int LONGEST = 255;

    private static final Pattern UNREADABLE = Pattern.compile("[^ -~]");

    public Origin {
        address = Address.of(address);
        userAgent = userAgent == null ? null : readable(userAgent);
    }

    /** Whether the address can be believed. */
    public boolean known() {
        return !address.equals(Address.UNKNOWN);
    }

    /** Whether both came from one address, however it was written. Nobody knows that of an unknown one. */
    public boolean sharesAddressWith(Origin other) {
        return IpPrefix.WHOLE.sharedBy(this, other);
    }

    private static String readable(String text) {
        String cut = text.substring(0, Math.min(LONGEST, text.length()));
        return UNREADABLE.matcher(cut).replaceAll("?");
    }
}
