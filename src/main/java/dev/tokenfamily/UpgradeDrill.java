package dev.tokenfamily;

import dev.tokenfamily.upgrade.AppliedChangeSet;
import dev.tokenfamily.upgrade.Linkage;
import dev.tokenfamily.upgrade.OwnClasses;
import dev.tokenfamily.upgrade.Schema;
import dev.tokenfamily.upgrade.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Tells before an upgrade whether this JAR links on a Keycloak, and whether its tables fit a database. It runs on Java alone,
 * with
 * this JAR and the libraries of that Keycloak on the class path:
 *
 * <pre>java -cp keycloak-token-family.jar:/opt/keycloak/lib/lib/main/*:/opt/keycloak/lib/lib/boot/*
 * dev.tokenfamily.UpgradeDrill</pre>
 *
 * The database is that of {@code KC_DB_URL}, {@code KC_DB_USERNAME} and {@code KC_DB_PASSWORD} in the environment; without the
 * first, none is asked. It ends with 0 if all fits, with 1 if not, and with 2 where that cannot be tried.
 */
public final class UpgradeDrill {

    private final ClassLoader keycloak;
    private final Map<String, String> environment;
    private final PrintStream out;

    UpgradeDrill(ClassLoader keycloak, Map<String, String> environment, PrintStream out) {
        this.keycloak = keycloak;
        this.environment = environment;
        this.out = out;
    }

    /** Takes no arguments. */
    @SuppressWarnings("SystemOut") // a person has called it
    public static void main(String[] arguments) {
        Result result = new UpgradeDrill(UpgradeDrill.class.getClassLoader(), System.getenv(), System.out).result();
        System.exit(result.exitCode);
    }

    /** What it came to. */
    enum Result {
        FITS(0),
        DOES_NOT_FIT(1),
        NOT_TRIED(2);

        private final int exitCode;

        Result(int exitCode) {
            this.exitCode = exitCode;
        }

        private static Result of(boolean fits) {
            return fits ? FITS : DOES_NOT_FIT;
        }
    }

    /** Says all that it finds. */
    Result result() {
        @Nullable String version = version();
        if (version == null) {
            out.println("There is no Keycloak on the class path.");
            return Result.NOT_TRIED;
        }
        List<String> faults =
                new Linkage(new Target(keycloak::getResourceAsStream)).faults(OwnClasses.read(), owner -> true);
        faults.forEach(fault -> out.println("- " + fault));
        out.println("This JAR " + (faults.isEmpty() ? "links" : "does not link") + " on Keycloak " + version + ".");
        return faults.isEmpty() ? schemaFits() : Result.DOES_NOT_FIT;
    }

    private @Nullable String version() {
        try (InputStream file = keycloak.getResourceAsStream("keycloak-version.properties")) {
            Properties properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new IllegalStateException("keycloak-version.properties cannot be read", e);
        }
    }

    private Result schemaFits() {
        try {
            out.println("Its Liquibase reads the " + Schema.read(keycloak).size() + " change sets.");
            @Nullable String url = environment.get("KC_DB_URL");
            if (url == null) {
                out.println("No database was asked: KC_DB_URL is not set.");
                return Result.FITS;
            }
            return schemaFits(url);
        } catch (IllegalStateException e) {
            out.println("- " + e.getMessage() + ": " + e.getCause());
            return Result.DOES_NOT_FIT;
        }
    }

    private Result schemaFits(String url) {
        try (Connection database = DriverManager.getConnection(
                url, environment.get("KC_DB_USERNAME"), environment.get("KC_DB_PASSWORD"))) {
            return Result.of(fits(database));
        } catch (SQLException e) {
            String message = Objects.requireNonNullElse(e.getMessage(), "");
            out.println("The database cannot be asked: " + message.replace(url, "KC_DB_URL")); // it may have a password
            return Result.NOT_TRIED;
        }
    }

    private boolean fits(Connection database) throws SQLException {
        @Nullable String name = environment.get("KC_DB_SCHEMA");
        if (name != null) {
            database.setSchema(name);
        }
        List<AppliedChangeSet> applied = AppliedChangeSet.readFrom(database);
        Schema schema = Schema.read(keycloak, database, name);
        List<String> faults = schema.faults(applied);
        List<String> missing = schema.missingIn(applied);
        faults.forEach(fault -> out.println("- " + fault));
        out.println("The tables " + (faults.isEmpty() ? "fit" : "do not fit") + "."
                + (missing.isEmpty()
                        ? " The next start changes nothing in them."
                        : " The next start runs " + missing.size() + " change sets: " + String.join(", ", missing)));
        return faults.isEmpty();
    }
}
