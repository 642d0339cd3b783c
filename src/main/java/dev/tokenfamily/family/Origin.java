package dev.tokenfamily.family;

import org.jspecify.annotations.Nullable;

/**
 * Where a request came from, as it shows itself. Printable ASCII, cut to what a column holds: the sender chooses the
 * text, and admins read it.
 *
 * @param address the client's address as Keycloak sees it
 * @param userAgent the header {@code User-Agent} (RFC 9110 §10.1.5); null without one
 */
public record Origin(String address, @Nullable String userAgent) {

    private static final int LONGEST = 255;

    public Origin {
        address = readable(address);
        userAgent = userAgent == null ? null : readable(userAgent);
    }

    private static String readable(String text) {
        String cut = text.substring(0, Math.min(LONGEST, text.length()));
        return cut.replaceAll("[^ -~]", "?");
    }
}
