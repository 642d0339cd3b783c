package dev.tokenfamily.family;

import java.util.Optional;

/** What a user calls a family, as "work laptop". It is plain text, wherever it is shown. */
public final class FamilyName {

    /** How many characters (Unicode code points) a name has at the most. */
    public static final int LONGEST = 64;

    private FamilyName() {}

    /** The name without blanks around it; empty where it has none left, is too long, or has characters that nobody sees. */
    public static Optional<String> parse(String given) {
        String name = given.strip();
        boolean fits = !name.isEmpty() && name.codePointCount(0, name.length()) <= LONGEST;
        return fits && name.codePoints().allMatch(FamilyName::isSeen) ? Optional.of(name) : Optional.empty();
    }

    /** Not controls, directions and other formats, ends of lines, what is no character, or half of one. */
    private static boolean isSeen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
