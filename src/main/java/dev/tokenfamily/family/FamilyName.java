package dev.tokenfamily.family;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a user calls a family, as "work laptop". It is plain text, wherever it is shown. */
public final class FamilyName {

    /** How many characters (Unicode code points) a name has at the most. */
    public static final int LONGEST = 64;

    /** Controls, directions and other formats, line ends, what is no character, and halves of one. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private FamilyName() {}

    /** The name without blanks around it; empty where it has none left, is too long, or has characters that nobody sees. */
    public static Optional<String> parse(String given) {
        String name = given.strip();
        boolean fits = !name.isEmpty() && name.codePointCount(0, name.length()) <= LONGEST;
        return fits && !UNSEEN.matcher(name).find() ? Optional.of(name) : Optional.empty();
    }
}
