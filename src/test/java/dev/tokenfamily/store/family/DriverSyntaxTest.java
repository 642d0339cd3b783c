package dev.tokenfamily.store.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.util.NativeSql;
import org.postgresql.core.Parser;

/**
 * What the drivers make of the functions that {@link RetryRecord} writes in JDBC's own syntax, the only such ones. Oracle's driver
 * is under a licence of its own, and not here; JDBC has it translate these as well.
 */
final class DriverSyntaxTest {

    private static final Pattern ESCAPE = Pattern.compile("\\{fn (\\w+)\\(");

    private static final String STATEMENT = "update T set A = {fn CONCAT(A, ?)} where {fn LENGTH(A)} <= ?";

    /** Of those in the sources. */
    @Test
    void thenTheseAreAllThatThereAre() throws IOException {
        List<String> used = ESCAPE.matcher(
                        Files.readString(Path.of("src/main/java/dev/tokenfamily/store/family/RetryRecord.java")))
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        assertThat(used).containsExactlyInAnyOrder("LENGTH", "CONCAT");
    }

    @Test
    void givenPostgresThenTheyAreItsOwn() throws SQLException {
        assertThat(Parser.replaceProcessing(STATEMENT, true, false))
                .isEqualTo("update T set A = (A|| ?) where length(trim(trailing from A)) <= ?");
    }

    @Test
    void givenMariaDbThenTheyAreItsOwn() throws SQLException {
        Context context = (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> method.getReturnType() == int.class ? (Object) 0 : null);
        assertThat(NativeSql.parse(STATEMENT, context)).isEqualTo("update T set A = CONCAT(A, ?) where LENGTH(A) <= ?");
    }

    @Test
    void givenMySqlThenTheyAreItsOwn() throws ReflectiveOperationException {
        Class<?> processor = Class.forName("com.mysql.cj.jdbc.EscapeProcessor");
        Method escape = null;
        for (Method method : processor.getDeclaredMethods()) {
            escape = method.getName().equals("escapeSQL") ? method : escape;
        }
        assertThat(escape).isNotNull();
        escape.setAccessible(true);
        Object result = escape.invoke(null, STATEMENT, TimeZone.getDefault(), true, false, null);
        Field sql = result.getClass().getDeclaredField("escapedSql");
        sql.setAccessible(true);
        assertThat((String) sql.get(result)).isEqualTo("update T set A = CONCAT(A, ?) where LENGTH(A) <= ?");
    }

    @Test
    void givenH2ThenTheyAreItsOwn() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            assertThat(connection.nativeSQL(STATEMENT))
                    .containsPattern("CONCAT\\(A, \\?\\)")
                    .containsPattern("LENGTH\\(A\\)");
        }
    }

    /** Which understands them itself: its driver hands them on, and lists them among those that it has. */
    @Test
    void givenSqlServerThenItHasThem() throws ReflectiveOperationException, IOException {
        Class<?> translator = Class.forName("com.microsoft.sqlserver.jdbc.JDBCSyntaxTranslator");
        Constructor<?> constructor = translator.getDeclaredConstructor();
        constructor.setAccessible(true);
        Method translate = translator.getDeclaredMethod("translate", String.class);
        translate.setAccessible(true);
        assertThat(translate.invoke(constructor.newInstance(), STATEMENT)).isEqualTo(STATEMENT);

        String metadata = "com/microsoft/sqlserver/jdbc/SQLServerDatabaseMetaData.class";
        try (InputStream bytes = translator.getClassLoader().getResourceAsStream(metadata)) {
            assertThat(bytes).isNotNull();
            assertThat(new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .containsPattern("ASCII,CHAR,CONCAT,[A-Z,]*LENGTH,");
        }
    }
}
