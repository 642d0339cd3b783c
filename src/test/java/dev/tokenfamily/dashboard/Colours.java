package dev.tokenfamily.dashboard;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The style of the picture: each class has one colour on a light page, and one on a dark page. */
final class Colours {

    /** One colour, on a light page and on a dark one. */
    private record Colour(String light, String dark) {}

    private static final Colour BLUE = new Colour("#0969da", "#58a6ff");
    private static final Colour ORANGE = new Colour("#bc4c00", "#f0883e");
    private static final Colour GREEN = new Colour("#1a7f37", "#3fb950");
    private static final Colour RED = new Colour("#cf222e", "#ff7b72");

    /** Of series, in the order in which they are given. */
    private static final List<Colour> SERIES = List.of(
            BLUE,
            ORANGE,
            GREEN,
            RED,
            new Colour("#8250df", "#bc8cff"),
            new Colour("#9a6700", "#d29922"),
            new Colour("#0a7d8c", "#39c5cf"),
            new Colour("#bf3989", "#f778ba"),
            new Colour("#57606a", "#8b949e"),
            new Colour("#5c4500", "#e3c27a"),
            new Colour("#24466b", "#a5d6ff"),
            new Colour("#4d6b00", "#a3c940"));

    /** As Grafana calls those of thresholds. */
    private static final SortedMap<String, Colour> NAMED = new TreeMap<>();

    static {
        NAMED.put("blue", BLUE);
        NAMED.put("green", GREEN);
        NAMED.put("orange", ORANGE);
        NAMED.put("red", RED);
    }

    private Colours() {}

    /** What is filled with the colour of that series. */
    static String fill(int series) {
        return "fill" + letter(series);
    }

    /** What is drawn with the colour of that series. */
    static String stroke(int series) {
        return "line" + letter(series);
    }

    /** What is filled with a colour that has a name. */
    static String named(String colour) {
        if (!NAMED.containsKey(colour)) {
            throw new IllegalArgumentException("No picture has the colour '" + colour + "' yet");
        }
        return colour;
    }

    /** What is drawn with a colour that has a name. */
    static String namedLine(String colour) {
        return named(colour) + "line";
    }

    private static char letter(int series) {
        return (char) ('a' + series % SERIES.size());
    }

    static String style() {
        return "<style>\ntext{font:11px system-ui,-apple-system,\"Segoe UI\",Helvetica,Arial,sans-serif}\n"
                + rules(Colour::light)
                + "@media (prefers-color-scheme: dark){\n"
                + rules(Colour::dark)
                + "}\n</style>";
    }

    private static String rules(Function<Colour, String> of) {
        StringBuilder rules = new StringBuilder();
        rule(rules, "ground", "fill", of.apply(new Colour("#f6f8fa", "#010409")));
        rule(rules, "panel", "fill", of.apply(new Colour("#ffffff", "#0d1117")));
        rule(rules, "edge", "fill:none;stroke", of.apply(new Colour("#d0d7de", "#30363d")));
        rule(rules, "grid", "stroke", of.apply(new Colour("#eaeef2", "#21262d")));
        rule(rules, "track", "fill", of.apply(new Colour("#eaeef2", "#21262d")));
        rule(rules, "ink", "fill", of.apply(new Colour("#1f2328", "#e6edf3")));
        rule(rules, "faint", "fill", of.apply(new Colour("#57606a", "#9198a1")));
        NAMED.forEach((name, colour) -> {
            rule(rules, name, "fill", of.apply(colour));
            rule(rules, name + "line", "stroke-dasharray:5 3;stroke", of.apply(colour));
        });
        for (int series = 0; series < SERIES.size(); series++) {
            rule(rules, fill(series), "fill", of.apply(SERIES.get(series)));
            rule(rules, stroke(series), "fill:none;stroke", of.apply(SERIES.get(series)));
        }
        return rules.toString();
    }

    private static void rule(StringBuilder rules, String name, String what, String colour) {
        rules.append('.')
                .append(name)
                .append('{')
                .append(what)
                .append(':')
                .append(colour)
                .append("}\n");
    }
}
