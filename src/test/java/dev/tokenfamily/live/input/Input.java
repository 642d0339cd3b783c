package dev.tokenfamily.live.input;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One request, as it goes over the wire.
 *
 * @param kind what is wrong with it, in a few words
 * @param target of the request line, whether it is a URI or not
 * @param headers lines without their ends; {@code Host} and {@code Content-Length} come by themselves
 * @param body its bytes, a character for each
 */
record Input(
        Endpoint endpoint,
        String kind,
        String method,
        String target,
        List<String> headers,
        String body,
        Standing standing) {

    private static final int SHOWN = 300;

    /** What may come of a request at best. */
    enum Standing {
        /** Nothing but a refusal. */
        INVALID,
        /** It may be valid, or be meant for another resource: whatever comes, it is no failure of the server. */
        UNDECIDED
    }

    /** As a client would write it that checks nothing. */
    byte[] wire(String host) {
        StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n");
        headers.forEach(line -> text.append(line).append("\r\n"));
        text.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** For people. */
    @Override
    public String toString() {
        return "%s, %s: %s %s %s %s"
                .formatted(endpoint, kind, method, shown(target), shown(headers.toString()), shown(body));
    }

    private static String shown(String text) {
        String visible = text.replaceAll("[^\\x20-\\x7e]", "?");
        return visible.length() <= SHOWN
                ? visible
                : visible.substring(0, SHOWN) + "… (" + visible.length() + " characters)";
    }
}
