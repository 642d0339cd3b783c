package dev.tokenfamily.log;

import org.jspecify.annotations.Nullable;

/**
 * A value in a log line that somebody else chose. It stays in its place: it ends neither its field nor the line, and looks like
 * no other field.
 */
public final class LogField {

    private static final int LONGEST = 500;
    private static final String PLAIN = "-._:/@+";

    private LogField() {}

    /**
     * A value as it stands in a line: as it is, where it is one plain word; else in quotes, in ASCII, with escapes as in JSON
     * (RFC 8259 §7). At most 500 of its characters are shown.
     *
     * @param value shown as empty where it is null
     */
    public static String of(@Nullable String value) {
        if (value == null) {
            return "\"\"";
        }
        String cut = value.substring(0, Math.min(LONGEST, value.length()));
        return !cut.isEmpty() && cut.chars().allMatch(LogField::isPlain) ? cut : quoted(cut);
    }

    private static boolean isPlain(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || PLAIN.indexOf(c) >= 0;
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int n = 0; n < value.length(); n++) {
            char c = value.charAt(n);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c >= ' ' && c <= '~') {
                quoted.append(c);
            } else {
                quoted.append(String.format("\\u%04x", (int) c));
            }
        }
        return quoted.append('"').toString();
    }
}
