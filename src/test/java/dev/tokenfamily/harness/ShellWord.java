package dev.tokenfamily.harness;

import java.util.regex.Pattern;

/** A word of a command that is shown to people: what they copy must not do harm where a path has a blank or a quote in it. */
public final class ShellWord {

    /** What a POSIX shell takes as it is, wherever it stands. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_@%+:,./-]+");

    private ShellWord() {}

    /** Exactly this text to a shell; in quotes only where that is needed. */
    public static String of(Object text) {
        String word = text.toString();
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
