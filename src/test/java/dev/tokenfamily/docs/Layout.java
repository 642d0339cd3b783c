package dev.tokenfamily.docs;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The rooms of the code, which are its packages, and whom the classes of each know.
 *
 * @param knows by room; each is named by its package below {@code dev.tokenfamily}, and that one itself is the {@value #ROOT}
 */
record Layout(NavigableMap<String, NavigableSet<String>> knows) {

    static final String ROOT = "root";
    private static final String BASE = "dev.tokenfamily";

    /** As it has been compiled. */
    static Layout ofCode() {
        NavigableMap<String, NavigableSet<String>> knows = new TreeMap<>();
        classes().forEach(of -> {
            NavigableSet<String> known = knows.computeIfAbsent(room(of.getPackageName()), room -> new TreeSet<>());
            of.getDirectDependenciesFromSelf().stream()
                    .map(dependency ->
                            dependency.getTargetClass().getBaseComponentType().getPackageName())
                    .filter(name -> name.equals(BASE) || name.startsWith(BASE + "."))
                    .map(Layout::room)
                    .forEach(known::add);
        });
        knows.forEach((room, known) -> known.remove(room));
        return new Layout(knows);
    }

    static JavaClasses classes() {
        return new ClassFileImporter()
                .importPath("target/classes/dev/tokenfamily")
                .that(describe("are no package-info", of -> !of.getSimpleName().equals("package-info")));
    }

    private static String room(String packageName) {
        return packageName.equals(BASE) ? ROOT : packageName.substring(BASE.length() + 1);
    }

    /** Whom each knows that none of those it knows knows: enough for a picture, since whoever knows a room may know its friends. */
    NavigableMap<String, NavigableSet<String>> arrows() {
        NavigableMap<String, NavigableSet<String>> arrows = new TreeMap<>();
        knows.forEach((room, known) -> arrows.put(
                room,
                known.stream()
                        .filter(one -> known.stream()
                                .filter(other -> !other.equals(one))
                                .noneMatch(other -> reachable(other).contains(one)))
                        .collect(Collectors.toCollection(TreeSet::new))));
        return arrows;
    }

    private Set<String> reachable(String room) {
        NavigableSet<String> reached = new TreeSet<>(knows.getOrDefault(room, new TreeSet<>()));
        int before;
        do {
            before = reached.size();
            Set.copyOf(reached).forEach(next -> reached.addAll(knows.getOrDefault(next, new TreeSet<>())));
        } while (reached.size() > before);
        return reached;
    }

    /** Rooms that know each other, around however many corners. */
    Set<String> circles() {
        return knows.keySet().stream()
                .filter(room -> reachable(room).contains(room))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As a diagram in Mermaid, an arrow from whoever knows to whom it knows. */
    String picture() {
        StringBuilder picture = new StringBuilder("graph TD\n");
        arrows().forEach((room, known) ->
                known.forEach(other -> picture.append("    %s --> %s\n".formatted(node(room), node(other)))));
        return picture.toString();
    }

    private static String node(String room) {
        return room.replace('.', '_') + "[" + room + "]";
    }
}
