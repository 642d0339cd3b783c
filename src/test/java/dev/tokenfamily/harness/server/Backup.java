package dev.tokenfamily.harness.server;

import dev.tokenfamily.harness.Program;
import java.nio.file.Path;
import java.util.Objects;

/** A part of a PostgreSQL as it was at one moment, by {@code pg_dump}. */
public final class Backup {

    private static final String OURS = "token_family*";

    private final Postgres database;
    private final Path file;

    private Backup(Postgres database, Path file, String part) {
        this.database = database;
        this.file = file;
        program("pg_dump").run(here(), "--format=custom", "--file=" + file, part + OURS, database.address());
    }

    /** Of our tables alone, into that file. */
    public static Backup ofFamilies(Postgres database, Path file) {
        return new Backup(database, file, "--table=");
    }

    /** Of all tables but ours: Keycloak's sessions among them. */
    public static Backup ofTheRest(Postgres database, Path file) {
        return new Backup(database, file, "--exclude-table=");
    }

    /** Puts it in the place of what has become of that part since. */
    public void restore() {
        program("pg_restore").run(here(), "--clean", "--if-exists", "--dbname=" + database.address(), file.toString());
    }

    private static Program program(String name) {
        return Program.named(name, "postgresql-client");
    }

    private Path here() {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }
}
