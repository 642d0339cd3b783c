package dev.tokenfamily.load;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.harness.server.StatementLog;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What one refresh costs a PostgreSQL, on average of many.
 *
 * @param statements without those that begin, set up and end transactions
 * @param commits of transactions that have written
 * @param walBytes written to its log of changes
 * @param processorMillis of a processor, for all of its processes
 */
public record RefreshCost(double statements, double commits, double walBytes, double processorMillis) {

    private static final int REFRESHES = 500;
    private static final Pattern TRANSACTION = Pattern.compile("(?i)(begin|commit|rollback|set|show)\\b.*");

    /**
     * A client that has logged in, at a server that does nothing else.
     *
     * @param tokens that it got by its first refresh
     */
    record Client(Postgres database, App app, Tokens tokens) {

        static Client of(MeasuredServer server, TestRealm realm) {
            App app = new App(realm.url(), "app", null);
            return new Client(server.postgres(), app, app.refreshed(app.login("alice")));
        }

        /** What its refreshes cost from now on. */
        RefreshCost measured() {
            Tokens first = refreshed(app, tokens);
            long walBefore = writtenAhead(database);
            long writersBefore = writers(database);
            double millisBefore = processorMillis(database);
            Tokens next = refreshed(app, first);
            double millis = processorMillis(database) - millisBefore;
            long wal = writtenAhead(database) - walBefore;
            long commits = writers(database) - writersBefore;
            List<String> statements = new StatementLog(database).during(() -> refreshed(app, next));
            return new RefreshCost(
                    perRefresh((double) statements.stream()
                            .filter(statement -> !TRANSACTION.matcher(statement).matches())
                            .count()),
                    perRefresh((double) commits),
                    perRefresh((double) wal),
                    perRefresh(millis));
        }
    }

    private static Tokens refreshed(App app, Tokens first) {
        Tokens tokens = first;
        for (int n = 0; n < REFRESHES; n++) {
            tokens = app.refreshed(tokens);
        }
        return tokens;
    }

    private static double perRefresh(double all) {
        return all / REFRESHES;
    }

    /** All that it has done until now, of statements those that pg_stat_statements has seen. */
    public static RefreshCost total(Postgres database) {
        return new RefreshCost(
                number(database, "sum(calls)::bigint from pg_stat_statements"),
                writers(database),
                writtenAhead(database),
                processorMillis(database));
    }

    /** The share of one of so many. */
    RefreshCost each(long parts) {
        return new RefreshCost(statements / parts, commits / parts, walBytes / parts, processorMillis / parts);
    }

    private static double processorMillis(Postgres database) {
        return ProcessorTime.millisOf(database.processes());
    }

    private static long writtenAhead(Postgres database) {
        return number(database, "pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
    }

    /** A transaction gets a number when it writes first. */
    private static long writers(Postgres database) {
        return number(database, "pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
    }

    private static long number(Postgres database, String expression) {
        return Long.parseLong(database.query("select " + expression).get(0));
    }

    /** What this costs more. */
    public RefreshCost beyond(RefreshCost other) {
        return new RefreshCost(
                statements - other.statements,
                commits - other.commits,
                walBytes - other.walBytes,
                processorMillis - other.processorMillis);
    }
}
