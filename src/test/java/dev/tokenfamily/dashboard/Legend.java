package dev.tokenfamily.dashboard;

import dev.tokenfamily.dashboard.Svg.Area;
import java.util.ArrayList;
import java.util.List;

/** Which colour is which series, in as many lines as it takes, at the bottom of a graph. */
final class Legend {

    private static final int LINE = 16;
    private static final int SQUARE = 9;

    /** A letter is seldom wider, whatever the font. */
    private static final double LETTER = 6.2;

    private final Area area;
    private final List<Series> series;
    private final List<Area> places = new ArrayList<>();
    private int lines = 1;

    Legend(Area area, List<Series> series) {
        this.area = area;
        this.series = series;
        int x = 0;
        for (Series one : series) {
            int width = SQUARE + 18 + (int) Math.ceil(one.name().length() * LETTER);
            if (x > 0 && x + width > area.width() - 20) {
                x = 0;
                lines++;
            }
            places.add(new Area(area.left() + 10 + x, lines, SQUARE, SQUARE));
            x += width;
        }
    }

    int height() {
        return lines * LINE + 6;
    }

    void draw(Svg svg) {
        for (int n = 0; n < series.size(); n++) {
            Area place = places.get(n);
            int y = area.bottom() - height() + place.top() * LINE;
            svg.box(Colours.fill(n), new Area(place.left(), y - SQUARE, SQUARE, SQUARE), "");
            svg.words(
                    "ink", "start", place.left() + SQUARE + 5, y, series.get(n).name(), "");
        }
    }
}
