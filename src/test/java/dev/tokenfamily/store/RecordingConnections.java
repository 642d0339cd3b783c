package dev.tokenfamily.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.jspecify.annotations.Nullable;

/**
 * Connections to no database. They remember what they were asked, find no row where somebody looks for one, one row of ones
 * where there is always one, and that each change has changed one.
 */
final class RecordingConnections implements ConnectionProvider {

    private static final long serialVersionUID = 1L;

    private static final Map<Class<?>, Object> NOTHING = Map.of(
            boolean.class,
            false,
            int.class,
            0,
            long.class,
            0L,
            short.class,
            (short) 0,
            byte.class,
            (byte) 0,
            float.class,
            0f,
            double.class,
            0d);

    private final transient List<String> statements = new ArrayList<>();

    /** What was sent since the last time. */
    List<String> taken() {
        List<String> taken = List.copyOf(statements);
        statements.clear();
        return taken;
    }

    @Override
    public Connection getConnection() {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("prepareStatement")) {
                String sql = (String) arguments[0];
                statements.add(sql);
                return statement(sql);
            }
            return method.getName().equals("getAutoCommit") ? (Object) true : nothing(method);
        });
    }

    private static PreparedStatement statement(String sql) {
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "executeQuery" -> rows(alwaysHasOne(sql));
            case "executeUpdate" -> 1;
            case "executeBatch" -> new int[] {1};
            default -> nothing(method);
        });
    }

    private static boolean alwaysHasOne(String sql) {
        boolean searches = sql.contains("TOKEN_FAMILY") || sql.contains("OUTBOX");
        return !searches || sql.contains("count(") || sql.contains("min(");
    }

    private static ResultSet rows(boolean one) {
        boolean[] left = {one};
        return proxy(ResultSet.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "next" -> {
                boolean next = left[0];
                left[0] = false;
                yield next;
            }
            case "getLong" -> 1L;
            case "getInt" -> 1;
            case "getDouble" -> 1d;
            case "getFloat" -> 1f;
            default -> nothing(method);
        });
    }

    private static @Nullable Object nothing(Method method) {
        return NOTHING.get(method.getReturnType());
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public void closeConnection(Connection connection) {
        // there is nothing
    }

    @Override
    public boolean supportsAggressiveRelease() {
        return false;
    }

    @Override
    public boolean isUnwrappableAs(Class<?> type) {
        return false;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new UnsupportedOperationException(type.getName());
    }
}
