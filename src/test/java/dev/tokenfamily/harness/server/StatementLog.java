package dev.tokenfamily.harness.server;

import dev.tokenfamily.harness.Await;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements that a PostgreSQL runs, as it logs them while it is asked to. */
public final class StatementLog {

    private static final String FILE = "statements.log";
    private static final Pattern LOGGED = Pattern.compile("LOG: {2}(?:execute [^:]*|statement): (.*)");

    /** What is due to be recorded or purged: asked every few seconds by the server itself, whatever else is going on. */
    private static final Pattern OF_NO_REQUEST =
            Pattern.compile("(?i) order by \\w+\\.(INCIDENT_DUE_AT|KEEP_UNTIL)\\b");

    private final Postgres database;

    /** Of a database with the {@link #settings}. */
    public StatementLog(Postgres database) {
        this.database = database;
    }

    public static Map<String, String> settings() {
        return Map.of("logging_collector", "on", "log_directory", "log", "log_filename", FILE);
    }

    /** What is run during that, in order, but for what no request asks. */
    public List<String> during(Runnable action) {
        log("all");
        List<String> lines;
        int before;
        try {
            before = untilNow().size();
            action.run();
            lines = untilNow();
        } finally {
            log("none");
        }
        return lines.subList(before, lines.size() - 1).stream()
                .map(LOGGED::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .filter(statement -> !OF_NO_REQUEST.matcher(statement).find())
                .toList();
    }

    private void log(String which) {
        database.execute("alter system set log_statement = '" + which + "'");
        database.execute("select pg_reload_conf()");
    }

    /** PostgreSQL's collector writes a moment later what it was told, but in order. */
    private List<String> untilNow() {
        String mark = UUID.randomUUID().toString();
        database.execute("select '" + mark + "'");
        Await.until(() -> database.logged(FILE).stream().anyMatch(line -> line.contains(mark)));
        return database.logged(FILE);
    }
}
