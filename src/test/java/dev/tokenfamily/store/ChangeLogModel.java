package dev.tokenfamily.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import liquibase.change.AddColumnConfig;
import liquibase.change.Change;
import liquibase.change.ColumnConfig;
import liquibase.change.core.AddColumnChange;
import liquibase.change.core.AddPrimaryKeyChange;
import liquibase.change.core.CreateIndexChange;
import liquibase.change.core.CreateTableChange;
import liquibase.change.core.DropColumnChange;
import liquibase.change.core.DropIndexChange;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.exception.LiquibaseException;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ClassLoaderResourceAccessor;

/** Tables, keys and indexes as the change sets leave them behind, whatever the product. */
final class ChangeLogModel {

    private static final Pattern VARCHAR = Pattern.compile("VARCHAR\\((\\d+)\\)");

    private final List<ChangeSet> changeSets;
    private final Map<String, Map<String, String>> columns = new LinkedHashMap<>();
    private final Map<String, List<String>> primaryKeys = new LinkedHashMap<>();
    private final Map<String, Index> indexes = new LinkedHashMap<>();

    private ChangeLogModel(List<ChangeSet> changeSets) {
        this.changeSets = changeSets;
        changeSets.stream().flatMap(set -> set.getChanges().stream()).forEach(this::apply);
    }

    record Index(String name, String table, List<String> columns) {}

    static ChangeLogModel read() throws LiquibaseException {
        ClassLoaderResourceAccessor resources = new ClassLoaderResourceAccessor();
        return new ChangeLogModel(ChangeLogParserFactory.getInstance()
                .getParser(RenderedChangeLog.LOCATION, resources)
                .parse(RenderedChangeLog.LOCATION, new ChangeLogParameters(), resources)
                .getChangeSets());
    }

    private void apply(Change change) {
        if (change instanceof CreateTableChange table) {
            table.getColumns().forEach(column -> add(table.getTableName(), column));
            primaryKeys.put(
                    table.getTableName(),
                    table.getColumns().stream()
                            .filter(c -> c.getConstraints() != null
                                    && Boolean.TRUE.equals(c.getConstraints().isPrimaryKey()))
                            .map(ColumnConfig::getName)
                            .toList());
        } else if (change instanceof AddColumnChange added) {
            added.getColumns().forEach(column -> add(added.getTableName(), column));
        } else if (change instanceof DropColumnChange dropped) {
            columnsOf(dropped.getTableName()).remove(dropped.getColumnName());
        } else if (change instanceof CreateIndexChange index) {
            List<String> names =
                    index.getColumns().stream().map(AddColumnConfig::getName).toList();
            indexes.put(index.getIndexName(), new Index(index.getIndexName(), index.getTableName(), names));
        } else if (change instanceof DropIndexChange index) {
            indexes.remove(index.getIndexName());
        } else if (change instanceof AddPrimaryKeyChange key) {
            primaryKeys.put(key.getTableName(), List.of(key.getColumnNames().split(", ", -1)));
        }
    }

    private void add(String table, ColumnConfig column) {
        columnsOf(table).put(column.getName(), column.getType());
    }

    private Map<String, String> columnsOf(String table) {
        return columns.computeIfAbsent(table, t -> new LinkedHashMap<>());
    }

    List<ChangeSet> changeSets() {
        return changeSets;
    }

    /** The columns of each table. */
    Map<String, Set<String>> columns() {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        columns.forEach((table, types) -> names.put(table, Set.copyOf(types.keySet())));
        return names;
    }

    Stream<String> tables() {
        return columns.keySet().stream();
    }

    /** Those with text, of all tables, as {@code TABLE.COLUMN}, with their widths. */
    Map<String, Integer> texts() {
        Map<String, Integer> texts = new LinkedHashMap<>();
        columns.forEach((table, types) -> types.forEach((column, type) -> {
            Matcher varchar = VARCHAR.matcher(type);
            if (varchar.matches()) {
                texts.put(table + "." + column, Integer.valueOf(varchar.group(1)));
            }
        }));
        return texts;
    }

    List<Index> primaryKeys() {
        List<Index> keys = new ArrayList<>();
        primaryKeys.forEach((table, names) -> keys.add(new Index("PK_" + table, table, names)));
        return keys;
    }

    List<Index> indexes() {
        return List.copyOf(indexes.values());
    }

    /** At most, where a character has as many bytes. */
    int bytes(Index index, int ofCharacter) {
        return index.columns().stream()
                .mapToInt(column -> {
                    Matcher varchar = VARCHAR.matcher(columnsOf(index.table()).getOrDefault(column, ""));
                    return varchar.matches() ? ofCharacter * Integer.parseInt(varchar.group(1)) : Long.BYTES;
                })
                .sum();
    }
}
