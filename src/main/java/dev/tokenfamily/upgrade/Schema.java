package dev.tokenfamily.upgrade;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import liquibase.change.CheckSum;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/** The tables of this JAR, as the change sets make them that Keycloak's Liquibase reads here. */
public final class Schema {

    private static final String CHANGELOG = "META-INF/token-family-changelog.xml";

    private final List<ChangeSet> changeSets;

    private Schema(List<ChangeSet> changeSets) {
        this.changeSets = changeSets;
    }

    /**
     * That of the JAR, for whatever database.
     *
     * @throws IllegalStateException where this Liquibase cannot read it
     */
    public static Schema read(ClassLoader classes) {
        return read(classes, new ChangeLogParameters());
    }

    /**
     * That of the JAR in this database: some change sets are for some products only, and some name its schema.
     *
     * @param schema that Keycloak uses; null for the default
     * @throws IllegalStateException where this Liquibase cannot read it, or does not know the product
     */
    public static Schema read(ClassLoader classes, Connection database, @Nullable String schema) {
        try {
            Database known =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(database));
            if (schema != null) {
                known.setDefaultSchemaName(schema);
            }
            return read(classes, new ChangeLogParameters(known));
        } catch (LiquibaseException e) {
            throw new IllegalStateException("Its Liquibase does not know the database", e);
        }
    }

    private static Schema read(ClassLoader classes, ChangeLogParameters parameters) {
        ResourceAccessor resources = new ClassLoaderResourceAccessor(classes); // as in Keycloak, the loader's to close
        try {
            return new Schema(ChangeLogParserFactory.getInstance()
                    .getParser(CHANGELOG, resources)
                    .parse(CHANGELOG, parameters, resources)
                    .getChangeSets());
        } catch (LiquibaseException e) {
            throw new IllegalStateException("Its Liquibase cannot read " + CHANGELOG, e);
        }
    }

    /** How many change sets our change log has. */
    public int size() {
        return changeSets.size();
    }

    /** The ids of the change sets that a database lacks which has these; Keycloak runs them at its next start. */
    public List<String> missingIn(List<AppliedChangeSet> database) {
        return changeSets.stream()
                .map(ChangeSet::getId)
                .filter(id ->
                        database.stream().noneMatch(applied -> applied.id().equals(id)))
                .toList();
    }

    /** Why a database with these does not fit; empty if it does. */
    public List<String> faults(List<AppliedChangeSet> database) {
        Map<String, ChangeSet> known =
                changeSets.stream().collect(Collectors.toMap(ChangeSet::getId, Function.identity()));
        List<String> faults = new ArrayList<>();
        for (AppliedChangeSet applied : database) {
            @Nullable ChangeSet here = known.get(applied.id());
            if (here == null) {
                faults.add("The database has change set " + applied.id()
                        + ", which this JAR does not know: a newer JAR made its tables");
            } else if (!sum(applied).map(here::isCheckSumValid).orElse(true)) {
                faults.add("Change set " + applied.id()
                        + " is another one than that which made the tables of the database: Keycloak will not start");
            }
        }
        return faults;
    }

    private static Optional<CheckSum> sum(AppliedChangeSet applied) {
        return Optional.ofNullable(applied.checkSum()).map(CheckSum::parse);
    }
}
