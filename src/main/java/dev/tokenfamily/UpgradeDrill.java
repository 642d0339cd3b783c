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
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Tells before an upgrade whether this JAR links on a Keycloak, and whether its tables fit a database. It runs on Java alone, with
 * this JAR and the libraries of that Keycloak on the class path:
 *
 * <pre>java -cp keycloak-token-family.jar:/opt/keycloak/lib/lib/main/*:/opt/keycloak/lib/lib/boot/* dev.tokenfamily.UpgradeDrill</pre>
 *
 * The database is that of {@code KC_DB_URL}, {@code KC_DB_USERNAME} and {@code KC_DB_PASSWORD} in the environment; without the
 * first, none is asked. It ends with 0 if all fits, and with 1 otherwise.
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
        boolean fits = new UpgradeDrill(UpgradeDrill.class.getClassLoader(), System.getenv(), System.out).fits();
        System.exit(fits ? 0 : 1);
    }

    /** Says all that it finds. */
    boolean fits() {
        @Nullable String version = version();
        if (version == null) {
            out.println("There is no Keycloak on the class path.");
            return false;
        }
        List<String> faults =
                new Linkage(new Target(keycloak::getResourceAsStream)).faults(OwnClasses.read(), owner -> true);
        faults.forEach(fault -> out.println("- " + fault));
        out.println("This JAR " + (faults.isEmpty() ? "links" : "does not link") + " on Keycloak " + version + ".");
        return faults.isEmpty() && schemaFits();
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

    private boolean schemaFits() {
        Schema schema;
        try {
            schema = Schema.read(keycloak);
        } catch (IllegalStateException e) {
            out.println("- " + e.getMessage() + ": " + e.getCause());
            return false;
        }
        out.println("Its Liquibase reads the " + schema.size() + " change sets.");
        @Nullable String url = environment.get("KC_DB_URL");
        if (url == null) {
            out.println("No database was asked: KC_DB_URL is not set.");
            return true;
        }
        try (Connection database = DriverManager.getConnection(
                url, environment.get("KC_DB_USERNAME"), environment.get("KC_DB_PASSWORD"))) {
            return fits(schema, database);
        } catch (SQLException e) {
            out.println("The database cannot be asked: " + e.getMessage());
            return false;
        }
    }

    private boolean fits(Schema schema, Connection database) throws SQLException {
        @Nullable String name = environment.get("KC_DB_SCHEMA");
        if (name != null) {
            database.setSchema(name);
        }
        List<AppliedChangeSet> applied = AppliedChangeSet.in(database);
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
