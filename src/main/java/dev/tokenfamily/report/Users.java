package dev.tokenfamily.report;

import java.util.Arrays;
import java.util.Optional;

/** Which different users are counted, by its name in the database. */
public enum Users {
    /** Who refreshed. */
    ALL,
    /** Who had a reuse incident, observed or not. */
    AFFECTED;

    /** The one of that name; empty where a newer version of ours has counted it. */
    public static Optional<Users> named(String name) {
        return Arrays.stream(values()).filter(u -> u.name().equals(name)).findFirst();
    }
}
