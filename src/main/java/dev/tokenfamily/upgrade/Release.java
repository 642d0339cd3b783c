package dev.tokenfamily.upgrade;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers of a version, of Keycloak or of a database. */
record Release(int major, int minor, int patch) implements Comparable<Release> {

    private static final Pattern NUMBERS =
            Pattern.compile("(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?.*", Pattern.DOTALL);

    /** The release whose numbers a version begins with, with 0 for a patch that it lacks; empty where it begins with none. */
    static Optional<Release> of(String version) {
        Matcher numbers = NUMBERS.matcher(version);
        return numbers.matches()
                ? Optional.of(new Release(
                        Integer.parseInt(numbers.group(1)),
                        Integer.parseInt(numbers.group(2)),
                        numbers.group(3) == null ? 0 : Integer.parseInt(numbers.group(3))))
                : Optional.empty();
    }

    /** Whether the text begins with the numbers of an earlier one. */
    boolean isAfter(String version) {
        return of(version).filter(release -> release.compareTo(this) < 0).isPresent();
    }

    @Override
    public int compareTo(Release other) {
        int byMajor = Integer.compare(major, other.major);
        int byMinor = byMajor == 0 ? Integer.compare(minor, other.minor) : byMajor;
        return byMinor == 0 ? Integer.compare(patch, other.patch) : byMinor;
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
