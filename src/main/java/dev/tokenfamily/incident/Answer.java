package dev.tokenfamily.incident;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the user says about the use of a superseded token. */
public enum Answer {
    /** It was the user: a false alarm. */
    ME("me"),
    /** It was somebody else. */
    NOT_ME("not-me");

    private final String text;

    Answer(String text) {
        this.text = text;
    }

    /** How the answer is written in links and in the admin API. */
    public String text() {
        return text;
    }

    /** The answer that this one may come after; null for none. Whoever said "me" by mistake, or found that said, can still be helped. */
    public @Nullable Answer replaces() {
        return this == NOT_ME ? ME : null;
    }

    /** Whether this answer can be given after the earlier one, null for none; one that has been given is given once. */
    public boolean mayFollow(@Nullable Answer earlier) {
        return earlier == null || earlier == replaces();
    }

    /** The answer that is written so in links and in the admin API; empty for none. */
    public static Optional<Answer> written(String text) {
        return Arrays.stream(values()).filter(a -> a.text.equals(text)).findFirst();
    }
}
