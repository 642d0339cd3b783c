package dev.tokenfamily.incident;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What admins have made of an incident. The texts are in the admin API, the names in rows: a contract. */
public enum IncidentState {
    /** Nobody has looked yet, or it is to be looked at again. */
    OPEN("open"),
    /** It was a theft. */
    CONFIRMED("confirmed"),
    /** It was the user, or a client that keeps copies. It counts in the report as the user's own answer does. */
    FALSE_ALARM("false-alarm"),
    /** Nobody can tell, or nobody needs to. */
    DISMISSED("dismissed");

    private final String text;

    IncidentState(String text) {
        this.text = text;
    }

    /** How this state is written in the admin API; never empty. */
    public String text() {
        return text;
    }

    /** Reads what {@link #text} has written; empty for every other text. */
    public static Optional<IncidentState> parse(@Nullable String text) {
        return Arrays.stream(values()).filter(s -> s.text.equals(text)).findFirst();
    }
}
