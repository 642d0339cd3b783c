package dev.tokenfamily.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Member;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A test by the name that a document calls it.
 *
 * @param name a class, then perhaps a class nested in it, and a method, with dots between
 */
public record NamedTest(String name) {

    private static final Path SOURCES = Path.of("src/test/java");

    /** Whether there is one: a method that JUnit runs, or a class that has any. */
    public boolean exists() {
        List<String> names = Arrays.asList(name.split("\\.", -1));
        return topLevel(names.get(0)).anyMatch(type -> has(type, names.subList(1, names.size())));
    }

    private static boolean has(Class<?> type, List<String> names) {
        if (names.isEmpty()) {
            return tests(type).findAny().isPresent()
                    || Stream.of(type.getDeclaredClasses()).anyMatch(nested -> has(nested, names));
        }
        List<String> rest = names.subList(1, names.size());
        boolean method = rest.isEmpty()
                && tests(type).anyMatch(test -> ((Member) test).getName().equals(names.get(0)));
        return method
                || Stream.of(type.getDeclaredClasses())
                        .filter(nested -> nested.getSimpleName().equals(names.get(0)))
                        .anyMatch(nested -> has(nested, rest));
    }

    private static Stream<AccessibleObject> tests(Class<?> type) {
        return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
                .flatMap(declaring -> Stream.<AccessibleObject>concat(
                        Stream.of(declaring.getDeclaredMethods()), Stream.of(declaring.getDeclaredFields())))
                .filter(member -> AnnotationSupport.isAnnotated(member, Testable.class));
    }

    private static Stream<Class<?>> topLevel(String simpleName) {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.endsWith(simpleName + ".java")).toList().stream()
                    .map(NamedTest::classIn);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> classIn(Path file) {
        String path = SOURCES.relativize(file).toString();
        String name = path.substring(0, path.length() - ".java".length()).replace('/', '.');
        try {
            return Class.forName(name, false, NamedTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("Not compiled: " + file, e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
