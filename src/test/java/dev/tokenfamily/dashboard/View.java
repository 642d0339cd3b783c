package dev.tokenfamily.dashboard;

import java.time.Duration;
import java.time.Instant;

/**
 * What somebody looks at: what is chosen above the panels.
 *
 * @param realm as a regular expression
 * @param scrapes how often Prometheus asks for metrics, as its data source in Grafana says
 */
public record View(Instant from, Instant to, String realm, Duration scrapes) {

    /** Of a graph, for each of the 24 columns of its panel. Grafana has one for each pixel. */
    private static final int POINTS_OF_A_COLUMN = 10;

    Duration range() {
        return Duration.between(from, to);
    }

    /** Between two points of the panel's graph. */
    Duration step(Panel panel) {
        int points = panel.place().width() * POINTS_OF_A_COLUMN;
        Duration even = Duration.ofSeconds((range().toSeconds() + points - 1) / points);
        return longest(even, longest(panel.shortestStep(), scrapes));
    }

    /** As Grafana asks it, for all nodes. */
    String asked(Panel panel, Query query) {
        Duration step = step(panel);
        Duration rate = longest(step.plus(scrapes), scrapes.multipliedBy(4));
        return query.bare()
                .replace("$realm", realm)
                .replace("$instance", ".*")
                .replace("$__rate_interval", text(rate))
                .replace("$__interval", text(step))
                .replace("$__range", text(range()));
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static String text(Duration duration) {
        return duration.toSeconds() + "s";
    }
}
