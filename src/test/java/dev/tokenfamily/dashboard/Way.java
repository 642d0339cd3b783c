package dev.tokenfamily.dashboard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The points of a line, in whole pixels; without those between two of the same height, which nobody would miss. */
final class Way {

    private final List<int[]> points = new ArrayList<>();

    void to(int x, double y) {
        int height = (int) Math.round(y);
        int last = points.size() - 1;
        if (last > 0 && points.get(last)[1] == height && points.get(last - 1)[1] == height) {
            points.remove(last);
        }
        points.add(new int[] {x, height});
    }

    /** As a path's data; the first point is reached by that command. */
    String text(String first) {
        return text(first, points);
    }

    /** From its end to its beginning. */
    String reversed(String first) {
        List<int[]> back = new ArrayList<>(points);
        Collections.reverse(back);
        return text(first, back);
    }

    private static String text(String first, List<int[]> points) {
        return points.stream().map(point -> point[0] + " " + point[1]).collect(Collectors.joining("L", first, ""));
    }
}
