package dev.tokenfamily.live.revocation;

import dev.tokenfamily.docs.NamedTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A place in Keycloak's code where it disables, logs out, or changes a credential or a consent; a line of
 * {@code src/test/resources/keycloak-endings.txt}.
 *
 * @param caller which calls a model for that
 * @param noticed by which of our mechanisms
 * @param told what shows it: a test, one of the surfaces, or a sentence of the documents
 */
record KeycloakEnding(KeycloakMethod caller, Noticed noticed, String told) {

    private static final Path LIST = Path.of("src/test/resources/keycloak-endings.txt");
    private static final Path DOCUMENT = Path.of("docs/explanation/beside-keycloak.md");

    /** How we hear of it. */
    enum Noticed {
        /** By a row of Keycloak's tables that changes. */
        ROW,
        /** By an event of a user, or of an admin. */
        EVENT,
        /** By a call of our provider of credentials. */
        CALL,
        /** Who calls it is in the list, too. */
        CALLERS,
        /** Nothing of anybody's ends there; the list says why. */
        HARMLESS,
        /** Not at all; the documents say so. */
        NEVER
    }

    static List<KeycloakEnding> all() throws IOException {
        return Files.readAllLines(LIST).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(KeycloakEnding::in)
                .toList();
    }

    private static KeycloakEnding in(String line) {
        String[] cells = line.split("\\|", -1);
        if (cells.length != 3) {
            throw new IllegalStateException("Not three cells: " + line);
        }
        return new KeycloakEnding(
                KeycloakMethod.of(cells[0].strip()), Noticed.valueOf(cells[1].strip()), cells[2].strip());
    }

    /** What is wrong with it; nothing, as a rule. */
    Stream<String> faults() {
        boolean right =
                switch (noticed) {
                    case ROW, EVENT, CALL -> isSurface() || new NamedTest(told).exists();
                    case CALLERS -> told.isEmpty();
                    case HARMLESS -> !told.isEmpty();
                    case NEVER -> !told.isEmpty() && document().contains(told);
                };
        return right ? Stream.empty() : Stream.of(caller + " is " + noticed + ", but there is no: " + told);
    }

    private boolean isSurface() {
        return Surface.all().stream().anyMatch(surface -> surface.name().equals(told));
    }

    /** In one line, wherever it is broken. */
    private static String document() {
        try {
            return Files.readString(DOCUMENT).replaceAll("\\s+", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
