package dev.tokenfamily.incident;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the user of an incident says about it. The texts are in links and in the admin API: a contract. */
public enum Answer {
    /** It was the user: a false alarm. */
    ME("me"),
    /** It was somebody else. */
    NOT_ME("not-me");

    private final String text;

    Answer(String text) {
        this.text = text;
    }

    /** How this answer is written in links and in the admin API; never empty. */
    public String text() {
        return text;
    }

    /**
     * The earlier answer that this one replaces; null for none. "It was not me" replaces "it was me": whoever said that by
     * mistake,
     * or finds that somebody else has said it, can still be helped.
     */
    public @Nullable Answer replaces() {
        return this == NOT_ME ? ME : null;
    }

    /**
     * Whether this answer is still taken: as the first one, or in place of the one that it {@linkplain #replaces replaces}.
     *
     * @param earlier what the user has said so far; null for nothing
     */
    public boolean mayFollow(@Nullable Answer earlier) {
        return earlier == null || earlier == replaces();
    }

    /** Reads what {@link #text} has written; empty for every other text. */
    public static Optional<Answer> parse(String text) {
        return Arrays.stream(values()).filter(a -> a.text.equals(text)).findFirst();
    }
}
