package dev.tokenfamily.live.store;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.server.Postgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Which statements a PostgreSQL ran, and the plans by which it ran them: what its {@code auto_explain} logs. */
final class QueryPlans {

    private static final String LOG = "plans.log";
    private static final String STATEMENT = "\tQuery Text: ";

    private QueryPlans() {}

    /** The settings with which everything is logged. */
    static Map<String, String> settings() {
        return Map.of(
                "shared_preload_libraries", "auto_explain",
                "auto_explain.log_min_duration", "0",
                "logging_collector", "on",
                "log_directory", "log",
                "log_filename", LOG);
    }

    /** All that were logged so far by a database with these settings. */
    static List<Plan> loggedBy(Postgres database) {
        List<Plan> plans = new ArrayList<>();
        String statement = "";
        StringBuilder tree = new StringBuilder();
        for (String line : logUntilNow(database)) {
            if (line.startsWith(STATEMENT)) {
                statement = line.substring(STATEMENT.length());
            } else if (line.startsWith("\t")) {
                tree.append(line).append('\n');
            } else {
                plans.add(new Plan(statement, tree.toString()));
                statement = "";
                tree.setLength(0);
            }
        }
        return plans;
    }

    /** PostgreSQL's collector writes a moment later what it was told, but in order. */
    private static List<String> logUntilNow(Postgres database) {
        String mark = UUID.randomUUID().toString();
        database.execute("select '" + mark + "'");
        Await.until(() -> database.logged(LOG).stream().anyMatch(line -> line.contains(mark)));
        return database.logged(LOG);
    }

    /** A statement with its parameters as {@code $n}, and how it was run. */
    record Plan(String statement, String tree) {

        boolean reads(String table) {
            return tree.matches("(?is).*scan[^\n]* on " + table + " .*");
        }

        boolean scansAllOf(String table) {
            return tree.toLowerCase(Locale.ROOT).contains("seq scan on " + table.toLowerCase(Locale.ROOT) + " ");
        }

        /** What it does and on which condition, without what it reads or writes: the same for the same kind. */
        String kind() {
            String verb = statement.substring(0, statement.indexOf(' '));
            int where = statement.lastIndexOf(" where ");
            return (verb + (where < 0 ? "" : statement.substring(where)))
                    .replaceAll("\\b[a-z]+\\d_\\d\\.", "")
                    .replaceAll("\\$\\d+", "?")
                    .replaceAll(" (<?=) ", "$1")
                    .replaceAll("in \\(\\?(,\\?)*\\)", "in (?)");
        }
    }
}
