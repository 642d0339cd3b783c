package dev.tokenfamily.upgrade;

import dev.tokenfamily.upgrade.ClassFile.Member;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;

/**
 * What Keycloak calls in a class of ours, because the class extends or implements something of Keycloak's. A method that is no
 * longer asked for fails nowhere: it is not called any more, and what it promised does not happen.
 */
final class Hooks {

    private static final String KEYCLOAK = "org/keycloak/";
    private static final int VISIBLE = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;

    private final Target target;

    Hooks(Target target) {
        this.target = target;
    }

    /**
     * What is wrong with the class, to be read after its name.
     *
     * @param missing is told of each class above it that is not there
     */
    Set<String> faults(ClassFile type, Set<String> missing) {
        Set<String> gone = new TreeSet<>();
        List<ClassFile> above = target.lineage(type, gone).stream().skip(1).toList();
        missing.addAll(gone);
        Set<String> faults = new TreeSet<>();
        if (!type.is(Opcodes.ACC_ABSTRACT)) {
            above.stream()
                    .flatMap(parent -> parent.methods().stream()
                            .filter(method -> method.is(Opcodes.ACC_ABSTRACT))
                            .filter(method -> !isImplemented(method, type, above))
                            .map(method -> "does not implement " + named(parent, method)))
                    .forEach(faults::add);
        }
        above.stream()
                .filter(parent -> parent.is(Opcodes.ACC_FINAL))
                .forEach(parent -> faults.add("extends " + parent.name().replace('/', '.') + ", which is final"));
        above.stream()
                .flatMap(parent -> finalOnes(parent)
                        .filter(method ->
                                type.method(method.name(), method.descriptor()).isPresent())
                        .map(method -> "overrides " + named(parent, method) + ", which is final"))
                .forEach(faults::add);
        if (gone.isEmpty() && above.stream().anyMatch(parent -> parent.name().startsWith(KEYCLOAK))) {
            type.methods().stream()
                    .filter(Hooks::isVisible)
                    .filter(method -> !isComponent(method, type))
                    .filter(method -> !isAskedFor(method, type, above))
                    .forEach(method -> faults.add("has a method that nobody calls any more: " + named(type, method)));
        }
        return faults;
    }

    private static boolean isImplemented(Member wanted, ClassFile type, List<ClassFile> above) {
        return Stream.concat(Stream.of(type), above.stream())
                .flatMap(each -> each.method(wanted.name(), wanted.descriptor()).stream())
                .anyMatch(method -> !method.is(Opcodes.ACC_ABSTRACT));
    }

    private static Stream<Member> finalOnes(ClassFile parent) {
        return parent.methods().stream()
                .filter(method -> method.is(Opcodes.ACC_FINAL))
                .filter(method -> !method.is(Opcodes.ACC_PRIVATE) && !method.is(Opcodes.ACC_STATIC));
    }

    private static boolean isVisible(Member method) {
        return method.is(VISIBLE)
                && !method.is(Opcodes.ACC_STATIC)
                && !method.is(Opcodes.ACC_SYNTHETIC)
                && !method.name().startsWith("<");
    }

    /** The accessor of a record's component, which is ours to call. */
    private static boolean isComponent(Member method, ClassFile type) {
        return Record.class.getName().replace('.', '/').equals(type.superclass())
                && type.field(method.name(), method.descriptor().replace("()", ""))
                        .isPresent();
    }

    /** By itself, or by the bridge that the compiler makes to a method of a generic type. */
    private static boolean isAskedFor(Member method, ClassFile type, List<ClassFile> above) {
        return type.methods().stream()
                .filter(each -> each.name().equals(method.name()))
                .filter(each -> each.equals(method) || each.is(Opcodes.ACC_SYNTHETIC))
                .anyMatch(each -> above.stream()
                        .flatMap(parent -> parent.method(each.name(), each.descriptor()).stream())
                        .anyMatch(found -> !found.is(Opcodes.ACC_PRIVATE)));
    }

    private static String named(ClassFile type, Member method) {
        return type.name().replace('/', '.') + "." + method.name()
                + method.descriptor().replace('/', '.');
    }
}
