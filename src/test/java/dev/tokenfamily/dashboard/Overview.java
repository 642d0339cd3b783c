package dev.tokenfamily.dashboard;

import dev.tokenfamily.dashboard.Panel.Place;
import dev.tokenfamily.dashboard.Svg.Area;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A dashboard as one picture in SVG, for light and dark pages: each panel in its place, with what Prometheus has answered, nearly as
 * Grafana would show it. It is drawn here, since what draws charts for Java puts fixed colours into them, and places words by the fonts
 * of the machine.
 */
public final class Overview {

    private static final int COLUMN = 40;
    private static final int ROW = 24;
    private static final int GAP = 3;
    private static final int HEADER = 34;
    private static final int TITLE = 26;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private final Dashboard dashboard;
    private final View view;
    private final Svg svg = new Svg();

    private Overview(Dashboard dashboard, View view) {
        this.dashboard = dashboard;
        this.view = view;
    }

    /**
     * The text of the picture.
     *
     * @param origin what it was drawn from, for whoever wants to know whether that has changed
     */
    public static String of(Dashboard dashboard, List<Shown> panels, View view, String origin) {
        return new Overview(dashboard, view).draw(panels, origin);
    }

    private String draw(List<Shown> panels, String origin) {
        int width = 24 * COLUMN;
        int height = HEADER
                + ROW
                        * panels.stream()
                                .map(shown -> shown.panel().place())
                                .mapToInt(place -> place.y() + place.height())
                                .max()
                                .orElseThrow()
                + GAP;
        svg.raw(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
                        + " aria-labelledby=\"title desc\">",
                width,
                height,
                width,
                height));
        svg.raw("<title id=\"title\">" + Svg.escaped(dashboard.title()) + "</title>");
        svg.raw("<desc id=\"desc\">The panels of the dashboard: "
                + Svg.escaped(
                        panels.stream().map(shown -> shown.panel().title()).collect(Collectors.joining(", ")))
                + ".</desc>");
        svg.raw("<metadata>" + Svg.escaped(origin) + "</metadata>");
        svg.raw(Colours.style());
        svg.box("ground", new Area(0, 0, width, height), "");
        svg.words("ink", "start", 10, 22, dashboard.title(), " style=\"font-size:15px;font-weight:600\"");
        svg.words(
                "faint",
                "end",
                width - 10,
                22,
                MINUTE.format(view.from()) + " to " + MINUTE.format(view.to()) + " UTC",
                "");
        dashboard.headings().forEach(heading -> bold(area(heading), heading.title()));
        panels.forEach(this::panel);
        svg.raw("</svg>");
        return svg.toString();
    }

    private void panel(Shown shown) {
        if (shown.series().isEmpty()) {
            throw new IllegalStateException("The panel '" + shown.panel().title() + "' has no data");
        }
        Area area = area(shown.panel());
        svg.box("panel", area, "");
        svg.box("edge", area, "");
        bold(area, shown.panel().title());
        Area inside = area.within(0, TITLE, 0, 2);
        switch (shown.panel().type()) {
            case "timeseries" -> Graph.draw(svg, inside, shown, view);
            case "stat" -> stat(inside, shown);
            case "bargauge" -> gauges(inside, shown);
            default ->
                throw new IllegalStateException(
                        "Nobody can draw panels of the type '" + shown.panel().type() + "' yet");
        }
    }

    private void bold(Area area, String title) {
        svg.words("ink", "start", area.left() + 8, area.top() + 17, title, " style=\"font-weight:600\"");
    }

    /** One value, in the colour of its threshold. */
    private void stat(Area area, Shown shown) {
        Panel panel = shown.panel();
        double value = shown.series().get(0).last();
        svg.words(
                Colours.named(panel.colour(value)),
                "middle",
                area.left() + area.width() / 2,
                area.top() + area.height() / 2 + 10,
                panel.unit().text(value),
                " style=\"font-size:32px;font-weight:600\"");
    }

    /** A bar for each value, the longest for the greatest. */
    private void gauges(Area area, Shown shown) {
        Panel panel = shown.panel();
        double greatest =
                shown.series().stream().mapToDouble(Series::last).max().orElseThrow();
        int line = area.height() / shown.series().size();
        for (int n = 0; n < shown.series().size(); n++) {
            Series series = shown.series().get(n);
            Area track = new Area(area.left() + 10, area.top() + n * line + line / 2, area.width() - 80, 12);
            int length = greatest > 0 ? (int) Math.round(track.width() * series.last() / greatest) : 0;
            svg.words("ink", "start", track.left(), track.top() - 6, series.name(), "");
            svg.box("track", track, "");
            svg.box(
                    Colours.named(panel.colour(series.last())),
                    new Area(track.left(), track.top(), Math.max(1, length), track.height()),
                    "");
            svg.words(
                    "ink",
                    "start",
                    track.right() + 8,
                    track.bottom() - 2,
                    panel.unit().text(series.last()),
                    "");
        }
    }

    private static Area area(Panel panel) {
        Place place = panel.place();
        return new Area(place.x() * COLUMN, HEADER + place.y() * ROW, place.width() * COLUMN, place.height() * ROW)
                .within(GAP, GAP, GAP, GAP);
    }
}
