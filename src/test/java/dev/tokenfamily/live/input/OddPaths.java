package dev.tokenfamily.live.input;

/** Targets that look like those of an endpoint. */
final class OddPaths {

    private final Dice dice;

    OddPaths(Dice dice) {
        this.dice = dice;
    }

    /** Near that one. */
    String near(String path) {
        int slash = path.lastIndexOf('/');
        String parent = path.substring(0, slash);
        String last = path.substring(slash + 1);
        return dice.from(
                () -> path + "/",
                () -> path + dice.of("/..", "/../", "/.", "/%2e%2e", "/..%2f", "/%2e%2e%2f%2e%2e", "/..;/", "//"),
                () -> parent + dice.of("%2F", "//", "/./", "/%2e/", "/x/../", "/%00/", "%5c", "\\") + last,
                () -> path
                        + dice.of(
                                "%00",
                                "%", "%zz", "%c0%af", "%ff", ";x=y", "?", "#x", "?%00", "?%=%", "?a=%zz&b", "?&&=")
                        + dice.of("", "x"),
                () -> path + "/"
                        + dice.noise(dice.of(1, 20))
                                .replaceAll("[\\s\\p{Cntrl}]", "%00")
                                .replaceAll("[^\\x21-\\x7e]", "%C3%A9"),
                () -> path + "/" + "x".repeat(dice.of(300, 3_000)),
                () -> path + "?" + "x=y&".repeat(dice.of(10, 300)),
                () -> parent + "/" + last.toUpperCase(java.util.Locale.ROOT),
                () -> parent + "/" + dice.flipped(last),
                () -> path.replace(
                        "/realms/",
                        "/realms/"
                                + dice.of(
                                        "x",
                                        "%00",
                                        "%2e%2e",
                                        "..",
                                        "<fuzz>",
                                        "%3Cfuzz%3E",
                                        "",
                                        "%F0%9F%99%82",
                                        "x".repeat(300))),
                () -> "/" + path,
                () -> "http://evil.example" + path,
                () -> path + "?" + dice.of("token", "key", "x") + "="
                        + dice.of("%00", "%zz", "%ff", "", "a.b.c", "%3Cfuzz%3E"));
    }
}
