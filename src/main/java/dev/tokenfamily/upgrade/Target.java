package dev.tokenfamily.upgrade;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The classes that this JAR would find on a Keycloak, that Keycloak's libraries and Java's own included. */
public final class Target {

    private final Function<String, @Nullable InputStream> resources;
    private final Map<String, Optional<ClassFile>> known = new HashMap<>();

    /** Finds classes by a function that opens the resource of that name; null where there is none. */
    public Target(Function<String, @Nullable InputStream> resources) {
        this.resources = resources;
    }

    /** The class of that name, which is written with slashes; empty where there is none. */
    Optional<ClassFile> find(String name) {
        return known.computeIfAbsent(name, this::read);
    }

    private Optional<ClassFile> read(String name) {
        try (InputStream bytes = resources.apply(name + ".class")) {
            return bytes == null ? Optional.empty() : Optional.of(ClassFile.readDeclarations(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The class, those that it extends, and then all interfaces, in which the JVM looks for a member.
     *
     * @param missing is told of each that is not there
     */
    List<ClassFile> lineage(ClassFile type, Set<String> missing) {
        List<ClassFile> classes = new ArrayList<>();
        Optional<ClassFile> next = Optional.of(type);
        while (next.isPresent()) {
            classes.add(next.get());
            @Nullable String superclass = next.get().superclass();
            next = superclass == null ? Optional.empty() : find(superclass, missing);
        }
        Set<String> seen = new HashSet<>();
        List<ClassFile> lineage = new ArrayList<>(classes);
        classes.forEach(c -> interfaces(c, seen, missing).forEach(lineage::add));
        return lineage;
    }

    private Stream<ClassFile> interfaces(ClassFile type, Set<String> seen, Set<String> missing) {
        return type.interfaces().stream()
                .filter(seen::add)
                .flatMap(name -> find(name, missing).stream())
                .flatMap(found -> Stream.concat(Stream.of(found), interfaces(found, seen, missing)));
    }

    private Optional<ClassFile> find(String name, Set<String> missing) {
        Optional<ClassFile> found = find(name);
        if (found.isEmpty()) {
            missing.add(name);
        }
        return found;
    }
}
