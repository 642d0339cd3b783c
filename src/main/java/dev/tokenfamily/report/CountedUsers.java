package dev.tokenfamily.report;

import java.util.Arrays;
import java.util.Optional;

/** Which different users are counted, by its name in the database. */
public enum CountedUsers {
    /** The users who refreshed. */
    ALL,
    /** The users who had a reuse incident, observed or not. */
    AFFECTED;

    /** The constant of that name; empty where a newer version of ours has counted it. */
    public static Optional<CountedUsers> named(String name) {
        return Arrays.stream(values()).filter(u -> u.name().equals(name)).findFirst();
    }
}
