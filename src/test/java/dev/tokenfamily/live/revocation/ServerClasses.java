package dev.tokenfamily.live.revocation;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keycloak's own classes, of an installed server, and which of their methods call which. */
final class ServerClasses {

    private static final String KEYCLOAK = "org.keycloak.";

    private final JavaClasses classes;
    private final Map<String, List<JavaCodeUnitAccess<?>>> callsByName;

    private ServerClasses(JavaClasses classes) {
        this.classes = classes;
        this.callsByName = classes.stream()
                .flatMap(type -> type.getCodeUnitAccessesFromSelf().stream())
                .filter(call -> call.getTargetOwner().getName().startsWith(KEYCLOAK))
                .collect(Collectors.groupingBy(JavaAccess::getName));
    }

    static ServerClasses of(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("lib/lib/main"))) {
            List<Location> jars = files.filter(
                            file -> file.getFileName().toString().startsWith(KEYCLOAK))
                    .map(file -> Location.of(URI.create("jar:" + file.toUri() + "!/")))
                    .toList();
            return ArchConfiguration.withThreadLocalScope(configuration -> {
                configuration.setResolveMissingDependenciesFromClassPath(false);
                return new ServerClasses(new ClassFileImporter().importLocations(jars));
            });
        }
    }

    /**
     * Who calls a method, or refers to it: by the names of outermost classes and methods, below {@code org.keycloak}. Those that
     * only pass the call on from one model to another, under the same name, are left out.
     */
    Set<String> callersOf(KeycloakMethod method) {
        JavaClass type = classes.get(KEYCLOAK + method.type());
        assertThereIs(method, type);
        return callsByName.getOrDefault(method.name(), List.of()).stream()
                .filter(call -> isRelated(call.getTargetOwner(), type))
                .map(JavaAccess::getOrigin)
                .filter(origin -> !(origin.getName().equals(method.name()) && isRelated(origin.getOwner(), type)))
                .map(ServerClasses::nameOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void assertThereIs(KeycloakMethod method, JavaClass type) {
        if (type.getAllMethods().stream().noneMatch(found -> found.getName().equals(method.name()))) {
            throw new IllegalStateException("Keycloak has no " + method + " any more");
        }
    }

    private static boolean isRelated(JavaClass one, JavaClass other) {
        return one.isAssignableTo(other.getName()) || other.isAssignableTo(one.getName());
    }

    private static String nameOf(JavaCodeUnit origin) {
        JavaClass type = origin.getOwner();
        String outermost = type.getName().replaceFirst("\\$.*", "");
        return outermost.substring(KEYCLOAK.length()) + "." + origin.getName();
    }
}
