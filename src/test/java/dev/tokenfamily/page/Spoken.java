package dev.tokenfamily.page;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of ours by its words: the files that have them, and the scripts that say them. */
enum Spoken {
    CONSOLE,
    ACCOUNT;

    private static final Path SOURCES = Path.of("src/main");

    private String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** With what each key begins in the files. */
    String prefix() {
        return "token-family." + folder() + ".";
    }

    /** Its messages, by their keys with the prefix. */
    Properties messages(String language) {
        Path file = SOURCES.resolve(folder()).resolve("messages/messages_" + language + ".properties");
        Properties messages = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            messages.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return messages;
    }

    /** Without the prefix, as the scripts ask for them. */
    Set<String> keys() {
        return messages("en").stringPropertyNames().stream()
                .map(key -> key.substring(prefix().length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the pattern finds in the scripts of the page, and in those that all pages share. */
    Set<String> all(Pattern pattern) {
        return Stream.of(folder(), "page")
                .flatMap(folder -> scripts(SOURCES.resolve(folder)))
                .flatMap(script -> pattern.matcher(script).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> scripts(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".js")).map(Spoken::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
