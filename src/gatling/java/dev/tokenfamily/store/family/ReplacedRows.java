package dev.tokenfamily.store.family;

import dev.tokenfamily.family.Family;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * The store's own replacement of a row, one by one as the store sends it, and many at once. What is sent for many is made from what it
 * sends for one, so that it is always the statement of this version.
 */
public final class ReplacedRows {

    /** Whoever finds his row locked is left out, rather than to let all others wait. */
    private static final String IF_FREE =
            " from TOKEN_FAMILY f where f.ID = ? and f.REALM_ID = ? for update skip locked)";

    private final FamilyReplacement replacement;

    public ReplacedRows(SessionFactoryImplementor hibernate) {
        this.replacement = new FamilyReplacement(hibernate);
    }

    /** One family that is to be replaced by its successor. */
    public record Change(Family from, Family to) {}

    /** Adds the row of that family. */
    public static void persist(Session session, Family family) {
        session.persist(FamilyEntity.of(family));
    }

    /** As the store does it: one statement, which commits. */
    public boolean alone(Connection connection, Change change) throws SQLException {
        return replacement.advance(connection, change.from(), change.to());
    }

    /**
     * The statement for each, in one round trip and, as PostgreSQL's driver sends it, one transaction. In order of their ids.
     *
     * @return which were replaced; whoever was not may have found his row locked
     */
    public List<Boolean> inOneTrip(Connection connection, List<Change> changes) throws SQLException {
        List<Bound> bound = bound(changes);
        try (PreparedStatement statement =
                connection.prepareStatement(bound.get(0).sql + " and ID = (select f.ID" + IF_FREE)) {
            for (int n = 0; n < changes.size(); n++) {
                int last = bound.get(n).bind(statement);
                Family from = changes.get(n).from();
                statement.setString(last + 1, from.id());
                statement.setString(last + 2, from.owner().realmId());
                statement.addBatch();
            }
            int[] counts = statement.executeBatch();
            List<Boolean> replaced = new ArrayList<>();
            for (int count : counts) {
                replaced.add(count == 1);
            }
            return replaced;
        }
    }

    /** One statement for all of them; no family is among them twice. Else likewise. */
    public List<Boolean> inOneStatement(Connection connection, List<Change> changes) throws SQLException {
        List<Bound> bound = bound(changes);
        try (PreparedStatement statement =
                connection.prepareStatement(bound.get(0).forMany())) {
            int columns = bound.get(0).values.size();
            for (int column = 0; column < columns; column++) {
                Object[] values = new Object[bound.size()];
                for (int n = 0; n < values.length; n++) {
                    values[n] = bound.get(n).values.get(column);
                }
                statement.setArray(
                        column + 1, connection.createArrayOf(bound.get(0).types.get(column), values));
            }
            Object[] ids = changes.stream().map(change -> change.from().id()).toArray();
            statement.setArray(columns + 1, connection.createArrayOf("text", ids));
            Set<String> replaced = new HashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    replaced.add(rows.getString(1));
                }
            }
            return changes.stream()
                    .map(change -> replaced.contains(change.from().id()))
                    .toList();
        }
    }

    private List<Bound> bound(List<Change> changes) throws SQLException {
        List<Bound> all = new ArrayList<>();
        for (Change change : changes) {
            Bound bound = new Bound();
            replacement.advance(bound.connection(), change.from(), change.to());
            all.add(bound);
        }
        return all;
    }

    /** The statement of one change with its parameters, as they come to the driver. */
    private static final class Bound {

        private final List<Object> values = new ArrayList<>();
        private final List<String> types = new ArrayList<>();
        private String sql = "";

        private Connection connection() {
            PreparedStatement statement = (PreparedStatement) Proxy.newProxyInstance(
                    Bound.class.getClassLoader(),
                    new Class<?>[] {PreparedStatement.class},
                    (proxy, method, parameters) -> {
                        switch (method.getName()) {
                            case "setInt", "setLong", "setString", "setBoolean", "setObject" ->
                                add(method.getName(), parameters);
                            case "executeUpdate" -> {
                                return 0;
                            }
                            case "close" -> {}
                            default -> throw new UnsupportedOperationException(method.toString());
                        }
                        return null;
                    });
            return (Connection) Proxy.newProxyInstance(
                    Bound.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, parameters) -> {
                        if (!method.getName().equals("prepareStatement")) {
                            throw new UnsupportedOperationException(method.toString());
                        }
                        sql = (String) parameters[0];
                        return statement;
                    });
        }

        private void add(String setter, Object[] parameters) {
            if (!parameters[0].equals(values.size() + 1)) {
                throw new IllegalStateException("Parameters are bound in their order");
            }
            values.add(parameters[1]);
            types.add(
                    switch (setter) {
                        case "setInt" -> "int4";
                        case "setLong" -> "int8";
                        case "setBoolean" -> "bool";
                        case "setObject" -> parameters[2].equals(java.sql.Types.BIGINT) ? "int8" : "int4";
                        default -> "text";
                    });
        }

        private int bind(PreparedStatement statement) throws SQLException {
            for (int n = 0; n < values.size(); n++) {
                Object value = values.get(n);
                if (value instanceof String text) {
                    statement.setString(n + 1, text);
                } else if (value instanceof Long number) {
                    statement.setLong(n + 1, number);
                } else if (value instanceof Integer number) {
                    statement.setInt(n + 1, number);
                } else if (value instanceof Boolean truth) {
                    statement.setBoolean(n + 1, truth);
                } else {
                    statement.setNull(
                            n + 1,
                            switch (types.get(n)) {
                                case "int8" -> java.sql.Types.BIGINT;
                                case "int4" -> java.sql.Types.INTEGER;
                                default -> java.sql.Types.VARCHAR;
                            });
                }
            }
            return values.size();
        }

        /** Each parameter is a column of a list of rows. */
        private String forMany() {
            StringBuilder lists = new StringBuilder();
            StringBuilder names = new StringBuilder();
            String numbered = sql;
            for (int n = 1; n <= values.size(); n++) {
                String comma = n == 1 ? "" : ", ";
                lists.append(comma).append("?::").append(types.get(n - 1)).append("[]");
                names.append(comma).append("p").append(n);
                numbered = numbered.replaceFirst("\\?", "v.p" + n);
            }
            int where = numbered.indexOf(" where ");
            return numbered.substring(0, where) + " from unnest(" + lists + ") v(" + names + ")"
                    + numbered.substring(where)
                    + " and ID = any(array(select f.ID from TOKEN_FAMILY f where f.ID = any(?) order by f.ID"
                    + " for update skip locked)) returning ID";
        }
    }
}
