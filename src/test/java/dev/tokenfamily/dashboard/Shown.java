package dev.tokenfamily.dashboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A panel with what Prometheus has answered.
 *
 * @param series in the order of queries, and then of names
 * @param withoutData the queries to which there was no answer
 */
public record Shown(Panel panel, List<Series> series, List<Query> withoutData) {

    /**
     * All panels of the dashboard.
     *
     * @throws AssertionError with the panel's title if Prometheus refuses a query
     */
    public static List<Shown> all(Dashboard dashboard, View view, Prometheus prometheus) {
        return dashboard.panels().stream()
                .map(panel -> of(panel, view, prometheus))
                .toList();
    }

    private static Shown of(Panel panel, View view, Prometheus prometheus) {
        List<Series> all = new ArrayList<>();
        List<Query> withoutData = new ArrayList<>();
        for (Query query : panel.queries()) {
            List<Series> found = prometheus.answer(panel, query, view).stream()
                    .sorted(Comparator.comparing(Series::name))
                    .toList();
            all.addAll(found);
            if (found.isEmpty()) {
                withoutData.add(query);
            }
        }
        return new Shown(panel, all, withoutData);
    }
}
