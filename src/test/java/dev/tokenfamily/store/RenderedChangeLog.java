package dev.tokenfamily.store;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.OfflineConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;

/**
 * What Liquibase makes of the change sets for one product, without it ({@code updateSQL}).
 *
 * @param statements by the id of the change set, in its order
 */
record RenderedChangeLog(Product.Version version, Map<String, List<String>> statements) {

    static final String LOCATION = "META-INF/token-family-changelog.xml";

    /** As if it were the operator's {@code db-schema}. */
    static final String SCHEMA = "KEYCLOAK";

    private static final Pattern CHANGE_SET = Pattern.compile("-- +Changeset " + LOCATION + "::([^:]+)::token-family");

    @SuppressWarnings("deprecation") // this is how Keycloak writes its own script (LiquibaseJpaUpdaterProvider.export)
    static RenderedChangeLog of(Product.Version version) throws IOException, LiquibaseException {
        Path history = Files.createTempDirectory("liquibase").resolve("history.csv");
        Database database = version.product().liquibase();
        ClassLoaderResourceAccessor resources = new ClassLoaderResourceAccessor();
        database.setConnection(new OfflineConnection(
                "offline:" + database.getShortName() + "?version=" + version.number() + "&changeLogFile=" + history,
                resources));
        database.setDefaultSchemaName(SCHEMA);
        StringWriter script = new StringWriter();
        try (Liquibase liquibase = new Liquibase(LOCATION, resources, database)) {
            liquibase.update(new Contexts(), new LabelExpression(), script);
        }
        Files.deleteIfExists(history);
        Files.deleteIfExists(history.getParent());
        return new RenderedChangeLog(version, statementsIn(script.toString(), version.product()));
    }

    /** SQL Server's are ended by a line of their own, since they may have semicolons in them. */
    private static Map<String, List<String>> statementsIn(String script, Product product) {
        String end = product == Product.SQL_SERVER ? "GO" : ";";
        Map<String, List<String>> statements = new LinkedHashMap<>();
        List<String> ofChangeSet = new ArrayList<>(); // what comes before the first is Liquibase's own
        StringBuilder statement = new StringBuilder();
        for (String line : script.lines().toList()) {
            Matcher begin = CHANGE_SET.matcher(line);
            if (begin.matches()) {
                ofChangeSet = new ArrayList<>();
                statements.put(begin.group(1), ofChangeSet);
            } else if (!line.startsWith("--") && !line.isBlank() && !line.equals("/")) {
                statement.append(statement.isEmpty() ? "" : "\n").append(line);
                if (line.endsWith(end)) {
                    statement.setLength(statement.length() - end.length());
                    ofChangeSet.add(statement.toString().strip());
                    statement.setLength(0);
                }
            }
        }
        return statements;
    }

    /** Of all change sets, one after the other. */
    String script() {
        return String.join(
                "\n;\n", statements.values().stream().flatMap(List::stream).toList());
    }
}
