package dev.tokenfamily.dashboard;

import dev.tokenfamily.dashboard.Panel.Threshold;
import dev.tokenfamily.dashboard.Series.Point;
import dev.tokenfamily.dashboard.Svg.Area;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A panel with lines or bars over time, stacked or not. */
final class Graph {

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);
    private static final int LEFT = 70;
    private static final int RIGHT = 18;
    private static final int BOTTOM = 18;

    private final Svg svg;
    private final Shown shown;
    private final View view;
    private final Area plot;
    private final double mark;
    private final double top;

    /** What is below each series of a stack, by time. */
    private final Map<Instant, Double> stack = new HashMap<>();

    private Graph(Svg svg, Area area, Shown shown, View view) {
        this.svg = svg;
        this.shown = shown;
        this.view = view;
        plot = area.within(LEFT, 4, RIGHT, BOTTOM);
        double highest = highest();
        mark = shown.panel().unit().step(highest);
        top = Math.max(1, Math.ceil(highest / mark)) * mark;
    }

    static void draw(Svg svg, Area area, Shown shown, View view) {
        Legend legend = new Legend(area, shown.series());
        Graph graph = new Graph(svg, area.within(0, 0, 0, legend.height()), shown, view);
        graph.axes();
        for (int n = 0; n < shown.series().size(); n++) {
            graph.series(n, shown.series().get(n).points());
        }
        graph.thresholds();
        legend.draw(svg);
    }

    private double highest() {
        Map<Instant, Double> sums = new HashMap<>();
        for (Series series : shown.series()) {
            for (Point point : series.points()) {
                sums.merge(point.time(), point.value(), shown.panel().stacked() ? Double::sum : Math::max);
            }
        }
        return sums.values().stream().mapToDouble(sum -> sum).max().orElseThrow();
    }

    private void axes() {
        for (int n = 0; n * mark <= top + mark / 2; n++) {
            int y = (int) Math.round(y(n * mark));
            svg.line("grid", plot.left(), y, plot.right(), y);
            svg.words(
                    "faint", "end", plot.left() - 6, y + 4, shown.panel().unit().text(n * mark), "");
        }
        Duration apart = plot.width() < 300 ? Duration.ofHours(2) : Duration.ofHours(1);
        Instant hour = view.from().truncatedTo(ChronoUnit.HOURS);
        for (; !hour.isAfter(view.to()); hour = hour.plus(apart)) {
            if (!hour.isBefore(view.from())) {
                int x = x(hour);
                svg.line("grid", x, plot.top(), x, plot.bottom());
                svg.words("faint", "middle", x, plot.bottom() + 14, HOUR.format(hour), "");
            }
        }
    }

    private void series(int n, List<Point> points) {
        if (shown.panel().bars()) {
            bars(n, points);
        } else {
            lines(n, points);
        }
        if (shown.panel().stacked()) {
            points.forEach(point -> stack.merge(point.time(), point.value(), Double::sum));
        }
    }

    private void bars(int n, List<Point> points) {
        int width = Math.max(
                2,
                (int) (plot.width()
                                * view.step(shown.panel()).toSeconds()
                                / view.range().toSeconds())
                        - 1);
        for (Point point : points) {
            int from = (int) Math.round(y(below(point)));
            int to = (int) Math.round(y(below(point) + point.value()));
            int x = x(point.time()) - width; // it is about the time before
            if (to < from && x >= plot.left()) {
                svg.box(Colours.fill(n), new Area(x, to, width, from - to), opacity());
            }
        }
    }

    /** A line is broken where there was no answer. */
    private void lines(int n, List<Point> points) {
        Duration longest = view.step(shown.panel()).multipliedBy(3).dividedBy(2);
        int begin = 0;
        for (int next = 1; next <= points.size(); next++) {
            if (next == points.size()
                    || Duration.between(
                                            points.get(next - 1).time(),
                                            points.get(next).time())
                                    .compareTo(longest)
                            > 0) {
                Way way = new Way();
                Way back = new Way();
                points.subList(begin, next).forEach(point -> {
                    way.to(x(point.time()), y(below(point) + point.value()));
                    back.to(x(point.time()), y(below(point)));
                });
                svg.path(Colours.fill(n), way.text("M") + back.reversed("L") + "Z", opacity());
                svg.path(Colours.stroke(n), way.text("M"), "");
                begin = next;
            }
        }
    }

    private void thresholds() {
        for (Threshold threshold : shown.panel().thresholds()) {
            if (shown.panel().thresholdsAreLines() && threshold.from() > 0 && threshold.from() <= top) {
                int y = (int) Math.round(y(threshold.from()));
                svg.line(Colours.namedLine(threshold.colour()), plot.left(), y, plot.right(), y);
            }
        }
    }

    private String opacity() {
        return String.format(
                Locale.ROOT, " fill-opacity=\"%.2f\"", shown.panel().opacity() / 100.0);
    }

    private double below(Point point) {
        return stack.getOrDefault(point.time(), 0.0);
    }

    private int x(Instant time) {
        return plot.left()
                + (int) Math.round((double) plot.width()
                        * Duration.between(view.from(), time).toMillis()
                        / view.range().toMillis());
    }

    private double y(double value) {
        return plot.bottom() - plot.height() * value / top;
    }
}
