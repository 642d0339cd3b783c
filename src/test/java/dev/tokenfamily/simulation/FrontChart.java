package dev.tokenfamily.simulation;

import dev.tokenfamily.simulation.Front.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A {@link Front} as a picture: to the left fewer are logged out, further up more thefts are noticed. */
final class FrontChart {

    private static final int LEFT = 60;
    private static final int TOP = 20;
    private static final int WIDTH = 420;
    private static final int HEIGHT = 260;
    private static final int LEGEND = LEFT + WIDTH + 30;
    private static final int LINE = 20;

    /** Nobody, then 0.1 to 1,000,000 of a million. */
    private static final List<String> LOGOUTS = List.of("0", "0.1", "1", "10", "100", "1k", "10k", "100k", "1M");

    private final Front front;
    private final StringBuilder svg = new StringBuilder();

    private FrontChart(Front front) {
        this.front = front;
    }

    static String of(Front front) {
        return new FrontChart(front).draw();
    }

    private String draw() {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">",
                LEGEND + 330, TOP + HEIGHT + 60);
        add(
                "<title>%s: logouts and noticed thefts, beside what others do</title>",
                front.preset().id());
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>");
        axes();
        points();
        add("</svg>");
        return svg.toString();
    }

    private void axes() {
        for (int mark = 0; mark < LOGOUTS.size(); mark++) {
            int x = LEFT + mark * WIDTH / (LOGOUTS.size() - 1);
            line(x, TOP, x, TOP + HEIGHT);
            text(x, TOP + HEIGHT + 18, "middle", LOGOUTS.get(mark));
        }
        for (int percent = 0; percent <= 100; percent += 25) {
            int y = TOP + HEIGHT - percent * HEIGHT / 100;
            line(LEFT, y, LEFT + WIDTH, y);
            text(LEFT - 8, y + 4, "end", percent + " %");
        }
        text(LEFT + WIDTH / 2, TOP + HEIGHT + 42, "middle", "well-behaved users logged out per million refreshes");
        text(LEFT, TOP - 6, "start", "thefts noticed by the owner's next refresh");
    }

    /** Where several are in one place, there is one point with all their letters. */
    private void points() {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int n = 0; n < front.standings().size(); n++) {
            Standing standing = front.standings().get(n);
            places.computeIfAbsent(x(standing) + " " + y(standing), place -> new ArrayList<>())
                    .add(n);
            boolean own = n == 0;
            add(
                    "<text x=\"%d\" y=\"%d\"%s>%s  %s</text>",
                    LEGEND,
                    TOP + 10 + n * LINE,
                    own ? " font-weight=\"bold\" fill=\"#06c\"" : "",
                    letter(n),
                    escaped(standing.contender().name().replace("`", "")));
        }
        places.values().forEach(this::point);
    }

    private void point(List<Integer> together) {
        Standing standing = front.standings().get(together.get(0));
        boolean own = together.contains(0);
        add(
                "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"%s\"/>",
                x(standing), y(standing), own ? 7 : 5, own ? "#06c" : front.includes(standing) ? "#333" : "#aaa");
        text(
                x(standing) + 9,
                y(standing) - 6,
                "start",
                String.join(" ", together.stream().map(FrontChart::letter).toList()));
    }

    private static int x(Standing standing) {
        double perMillion = standing.logouts().perMillion();
        double decades = perMillion <= 0 ? 0 : Math.max(0.5, 2 + StrictMath.log10(perMillion));
        return LEFT + (int) Math.round(decades * WIDTH / (LOGOUTS.size() - 1));
    }

    private static int y(Standing standing) {
        return TOP
                + HEIGHT
                - (int) Math.round(standing.thefts().share(standing.thefts().next()) * HEIGHT);
    }

    private static String letter(int n) {
        return String.valueOf((char) ('A' + n));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private void line(int fromX, int fromY, int toX, int toY) {
        add("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#ddd\"/>", fromX, fromY, toX, toY);
    }

    private void text(int x, int y, String anchor, String text) {
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>", x, y, anchor, escaped(text));
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
