package dev.tokenfamily.store.family;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a name stands in its column: printable ASCII as it is, and everything else, the backslash too, as {@code \\uXXXX} for each
 * unit of UTF-16. So every database keeps every name, whatever its code page is.
 */
final class NameColumn {

    private static final Pattern UNIT = Pattern.compile("\\\\u([0-9a-f]{4})");

    private static final int HEX = 16;

    private NameColumn() {}

    /** What the column holds; null for no name. */
    static @Nullable String write(@Nullable String name) {
        return name == null ? null : name.chars().mapToObj(NameColumn::written).collect(Collectors.joining());
    }

    private static String written(int unit) {
        boolean plain = unit >= ' ' && unit <= '~' && unit != '\\';
        return plain ? Character.toString(unit) : "\\u%04x".formatted(unit);
    }

    /** What {@link #write} has written. */
    static @Nullable String read(@Nullable String column) {
        return column == null ? null : UNIT.matcher(column).replaceAll(NameColumn::unit);
    }

    private static String unit(MatchResult found) {
        return Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(found.group(1), HEX)));
    }
}
