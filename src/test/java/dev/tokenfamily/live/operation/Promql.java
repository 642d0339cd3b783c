package dev.tokenfamily.live.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which metrics an expression of Prometheus names, with which labels. */
final class Promql {

    private static final Pattern TOKEN = Pattern.compile(
            "#[^\n]*|\"(?:[^\"\\\\]|\\\\.)*\"|[0-9][0-9.a-z]*|\\$\\w+|[A-Za-z_:][\\w:]*|=~|!~|!=|[^\\s\\w]");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_:][\\w:]*");

    /** What takes a list of labels. */
    private static final Set<String> GROUPING = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "offset", "bool", "atan2");

    private final List<String> tokens = new ArrayList<>();
    private final List<Selector> selectors = new ArrayList<>();
    private int next;

    private Promql(String expression) {
        Matcher matcher = TOKEN.matcher(expression);
        while (matcher.find()) {
            if (!matcher.group().startsWith("#")) {
                tokens.add(matcher.group());
            }
        }
        while (next < tokens.size()) {
            read(tokens.get(next++));
        }
    }

    /** A metric, and the labels that must have or match a value. */
    record Selector(String metric, Map<String, String> labels) {

        /** The values of a label that are named, be it as alternatives; none where a variable is. */
        List<String> values(String label) {
            String value = labels.getOrDefault(label, "");
            return value.isEmpty() || value.contains("$") ? List.of() : List.of(value.split("\\|"));
        }
    }

    /** In the order in which they are named. */
    static List<Selector> selectors(String expression) {
        return new Promql(expression).selectors;
    }

    private void read(String token) {
        if (GROUPING.contains(token)) {
            if (at("(")) {
                skipTo(")");
            }
        } else if (token.equals("[")) {
            skipTo("]");
        } else if (NAME.matcher(token).matches() && !OPERATORS.contains(token) && !function()) {
            selectors.add(new Selector(token, at("{") ? labels() : Map.of()));
        }
    }

    /** Or an aggregation, whose labels may come before its argument. */
    private boolean function() {
        return at("(") || at("by") || at("without");
    }

    private boolean at(String token) {
        return next < tokens.size() && tokens.get(next).equals(token);
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        next++;
        while (!at("}")) {
            String label = tokens.get(next);
            String quoted = tokens.get(next + 2);
            labels.put(label, quoted.substring(1, quoted.length() - 1));
            next += 3;
            if (at(",")) {
                next++;
            }
        }
        next++;
        return labels;
    }

    private void skipTo(String end) {
        while (!tokens.get(next++).equals(end)) {
            // part of what is skipped
        }
    }
}
