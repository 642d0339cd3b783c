package dev.tokenfamily.dashboard;

import java.util.Locale;

/** The text of a picture. How something looks is said by its class ({@link Colours}). */
final class Svg {

    private final StringBuilder text = new StringBuilder();

    /** A part of the picture, in pixels. */
    record Area(int left, int top, int width, int height) {

        int right() {
            return left + width;
        }

        int bottom() {
            return top + height;
        }

        /** What is left of it without its margins. */
        Area within(int fromLeft, int fromTop, int fromRight, int fromBottom) {
            return new Area(
                    left + fromLeft, top + fromTop, width - fromLeft - fromRight, height - fromTop - fromBottom);
        }
    }

    void line(String look, int fromX, int fromY, int toX, int toY) {
        add("<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", look, fromX, fromY, toX, toY);
    }

    void box(String look, Area area, String more) {
        add(
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"%s/>",
                look, area.left, area.top, area.width, area.height, more);
    }

    void path(String look, String way, String more) {
        add("<path class=\"%s\" d=\"%s\"%s/>", look, way, more);
    }

    /** Beside the point: {@code start}, {@code middle} or {@code end} of the words is there. */
    void words(String look, String part, int x, int y, String words, String more) {
        add(
                "<text class=\"%s\" text-anchor=\"%s\" x=\"%d\" y=\"%d\"%s>%s</text>",
                look, part, x, y, more, escaped(words));
    }

    /** A line as it is. */
    void raw(String line) {
        text.append(line).append('\n');
    }

    static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void add(String format, Object... values) {
        raw(String.format(Locale.ROOT, format, values));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
