package dev.tokenfamily.live.store;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.server.Postgres;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which statements a PostgreSQL ran, and the plans by which it ran them: what its {@code auto_explain} logs. */
public final class QueryPlans {

    private static final String LOG = "plans.log";
    private static final String STATEMENT = "\tQuery Text: ";

    private static final Pattern SCANNED =
            Pattern.compile("(?<!Bitmap Index) Scan .*\\(actual rows=([0-9.]+) loops=([0-9]+)\\)");
    private static final Pattern LEFT_OUT = Pattern.compile("Rows Removed by (?:Filter|Index Recheck): ([0-9]+)");
    private static final Pattern BLOCKS = Pattern.compile("Buffers: shared(?: hit=([0-9]+))?(?: read=([0-9]+))?");

    private QueryPlans() {}

    /** The settings with which everything is logged. */
    public static Map<String, String> settings() {
        return Map.of(
                "shared_preload_libraries", "auto_explain",
                "auto_explain.log_min_duration", "0",
                "logging_collector", "on",
                "log_directory", "log",
                "log_filename", LOG);
    }

    /** The same, with how much each statement read. */
    public static Map<String, String> settingsWithWork() {
        Map<String, String> settings = new HashMap<>(settings());
        settings.put("auto_explain.log_analyze", "on");
        settings.put("auto_explain.log_buffers", "on");
        settings.put("auto_explain.log_timing", "off");
        return settings;
    }

    /** All that were logged so far by a database with these settings. */
    public static List<Plan> loggedBy(Postgres database) {
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
    public record Plan(String statement, String tree) {

        /** How many rows were looked at in tables and indexes, those among them that a filter left out. */
        public long rowsRead() {
            double rows = 0;
            double loops = 1;
            for (String line : tree.split("\n", -1)) {
                Matcher scanned = SCANNED.matcher(line);
                Matcher leftOut = LEFT_OUT.matcher(line);
                if (scanned.find()) {
                    loops = Double.parseDouble(scanned.group(2));
                    rows += loops * Double.parseDouble(scanned.group(1));
                } else if (leftOut.find()) {
                    rows += loops * Double.parseDouble(leftOut.group(1));
                }
            }
            return Math.round(rows);
        }

        /** How many blocks were looked at, whether they were in memory or not: what the first line with any says is of all. */
        public long blocksRead() {
            Matcher blocks = BLOCKS.matcher(tree);
            return blocks.find() ? number(blocks.group(1)) + number(blocks.group(2)) : 0;
        }

        private static long number(@Nullable String digits) {
            return digits == null ? 0 : Long.parseLong(digits);
        }

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
