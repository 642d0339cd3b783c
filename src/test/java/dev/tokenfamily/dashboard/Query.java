package dev.tokenfamily.dashboard;

import java.util.Map;

/**
 * A panel's question to Prometheus.
 *
 * @param panel its title
 * @param expression with variables
 * @param legend how an answer is named, by its labels
 * @param instant asks for a value, not for a graph
 */
public record Query(String panel, String expression, String legend, boolean instant) {

    /** What is shown where there is nothing to count. */
    private static final String OR_ZERO = " or vector(0)";

    /** Without what would hide that nothing is found. */
    String bare() {
        return expression.endsWith(OR_ZERO)
                ? expression.substring(0, expression.length() - OR_ZERO.length())
                : expression;
    }

    /** The name of a series with these labels. */
    String name(Map<String, String> labels) {
        String name = legend;
        for (Map.Entry<String, String> label : labels.entrySet()) {
            name = name.replace("{{" + label.getKey() + "}}", label.getValue());
        }
        return name;
    }
}
