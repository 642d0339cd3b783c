package dev.tokenfamily.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.keycloak.util.JsonSerialization;

/**
 * Made-up answers to the queries of a dashboard, without a Prometheus: the same on each machine, whatever its Prometheus computes. What is
 * drawn of them changes only with the dashboard, or with the code that draws.
 */
final class SampleAnswers {

    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

    /** Of a query by whose labels there can be several: in some panels, few; in some, more than a line of the legend has room for. */
    private static final int MOST_SERIES = 11;

    private final View view;

    private SampleAnswers(View view) {
        this.view = view;
    }

    /** Answers to all that the dashboard asks. */
    static List<Shown> to(Dashboard dashboard, View view) {
        SampleAnswers answers = new SampleAnswers(view);
        List<Shown> panels = new ArrayList<>();
        for (Panel panel : dashboard.panels()) {
            panels.add(answers.to(panel, panels.size()));
        }
        return panels;
    }

    /** What is asked, as far as it reaches Prometheus: the expressions and the steps of a dashboard in that view. */
    static String asked(Dashboard dashboard, View view) {
        StringBuilder asked = new StringBuilder();
        for (Panel panel : dashboard.panels()) {
            for (Query query : panel.queries()) {
                asked.append(view.asked(panel, query))
                        .append(' ')
                        .append(view.step(panel))
                        .append('\n');
            }
        }
        return asked.toString();
    }

    private Shown to(Panel panel, int number) {
        List<Series> all = new ArrayList<>();
        for (Query query : panel.queries()) {
            Set<String> labels = new TreeSet<>(LABEL.matcher(query.legend())
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .toList());
            int series = labels.isEmpty() ? 1 : 2 + number % (MOST_SERIES - 1);
            for (int n = 0; n < series; n++) {
                all.add(Series.of(result(panel, query, labels, number + n), query));
            }
        }
        return new Shown(panel, all, List.of());
    }

    /** As Prometheus writes it. */
    private ObjectNode result(Panel panel, Query query, Set<String> labels, int number) {
        ObjectNode result = JsonSerialization.mapper.createObjectNode();
        ObjectNode metric = result.putObject("metric");
        labels.forEach(label -> metric.put(label, label + " " + number));
        if (query.instant()) {
            pair(result.putArray("value"), view.to(), value(panel, number, 3));
        } else {
            ArrayNode values = result.putArray("values");
            int n = 0;
            for (Instant time = view.from(); !time.isAfter(view.to()); time = time.plus(view.step(panel))) {
                if (n % 31 < 29) { // a line is broken where there is no answer
                    pair(values.addArray(), time, n % 23 == 7 ? "NaN" : value(panel, number, n));
                }
                n++;
            }
        }
        return result;
    }

    /** In one panel small values, and in the next ones great ones. */
    private static String value(Panel panel, int number, int n) {
        double size = panel.unit() == Unit.SHARE ? 0.01 : Math.pow(10, number % 4 - 1);
        return Double.toString((1 + (n * 7 + number * 13) % 29) * size);
    }

    private static void pair(ArrayNode pair, Instant time, String value) {
        pair.add(time.getEpochSecond()).add(value);
    }
}
