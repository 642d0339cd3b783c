package dev.tokenfamily.upgrade;

import dev.tokenfamily.upgrade.ClassFile.Member;
import dev.tokenfamily.upgrade.Reference.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;

/**
 * Whether classes link on a target: each class, field and method that they name is there and may be used (Java Virtual Machine
 * Specification, 5.4), and what they extend still lets them, and still calls them.
 */
public final class Linkage {

    private static final Set<String> TAKE_ANYTHING =
            Set.of("java/lang/invoke/MethodHandle", "java/lang/invoke/VarHandle");

    private static final String OBJECT = "java/lang/Object";

    private final Target target;
    private final Hooks hooks;

    /** On that target. */
    public Linkage(Target target) {
        this.target = target;
        this.hooks = new Hooks(target);
    }

    /**
     * What does not link, each with the class of ours that it is for; empty if all does.
     *
     * @param owners of which classes, with slashes in their names, references are looked at
     */
    public List<String> faults(Collection<ClassFile> ours, Predicate<String> owners) {
        Set<String> faults = new TreeSet<>();
        for (ClassFile type : ours) {
            Set<String> missing = new TreeSet<>();
            type.references().stream()
                    .filter(reference -> reference.className().filter(owners).isPresent())
                    .flatMap(reference -> fault(type, reference, missing).stream())
                    .forEach(fault -> faults.add(fault + ", for " + type.name().replace('/', '.')));
            hooks.faults(type, missing).forEach(fault -> faults.add(type.name().replace('/', '.') + " " + fault));
            missing.stream()
                    .filter(owners)
                    .forEach(name -> faults.add(Reference.toClass(name) + " is missing, for "
                            + type.name().replace('/', '.')));
        }
        return List.copyOf(faults);
    }

    /** Classes that are not there go to the missing. */
    private Optional<String> fault(ClassFile from, Reference reference, Set<String> missing) {
        String name = reference.className().orElseThrow();
        Optional<ClassFile> owner = target.find(name);
        if (owner.isEmpty()) {
            missing.add(name);
            return Optional.empty();
        }
        if (reference.kind() == Kind.CLASS) {
            return isHidden(owner.get(), from) ? Optional.of(reference + " is not public") : Optional.empty();
        }
        if (reference.kind() == Kind.LAMBDA) {
            return lambdaFault(reference, owner.get(), missing);
        }
        if (reference.isArray() || TAKE_ANYTHING.contains(name)) {
            return Optional.empty(); // has what Object has
        }
        return memberFault(from, reference, owner.get(), missing);
    }

    /** A lambda has one method, and its interface must want that one and no other (Java Language Specification, 9.8). */
    private Optional<String> lambdaFault(Reference reference, ClassFile type, Set<String> missing) {
        if (!type.is(Opcodes.ACC_INTERFACE)) {
            return Optional.empty(); // no lambda: texts are put together in the same way
        }
        List<ClassFile> lineage = Stream.concat(target.lineage(type, missing).stream(), target.find(OBJECT).stream())
                .toList();
        boolean fits = lineage.stream()
                .flatMap(each -> each.methods().stream())
                .filter(method -> method.is(Opcodes.ACC_ABSTRACT))
                .filter(method -> lineage.stream()
                        .flatMap(each -> each.method(method.name(), method.descriptor()).stream())
                        .allMatch(each -> each.is(Opcodes.ACC_ABSTRACT)))
                .map(Member::name)
                .distinct()
                .toList()
                .equals(List.of(reference.name()));
        return fits ? Optional.empty() : Optional.of(reference + " is not the one that is wanted");
    }

    private Optional<String> memberFault(ClassFile from, Reference reference, ClassFile owner, Set<String> missing) {
        boolean onInterface = owner.is(Opcodes.ACC_INTERFACE);
        if (reference.kind() != Kind.FIELD && onInterface != (reference.kind() == Kind.INTERFACE_METHOD)) {
            return Optional.of(reference + " is one of " + (onInterface ? "an interface" : "a class"));
        }
        Optional<ClassFile> declaring = lookedUp(reference, owner, missing)
                .filter(type -> declared(type, reference).isPresent())
                .findFirst();
        if (declaring.isEmpty()) {
            return Optional.of(reference + " is missing");
        }
        Member member = declared(declaring.get(), reference).orElseThrow();
        if (member.is(Opcodes.ACC_STATIC) != reference.ofClass()) {
            return Optional.of(reference + (reference.ofClass() ? " is not static" : " is static"));
        }
        return mayUse(member, declaring.get(), from) ? Optional.empty() : Optional.of(reference + " may not be used");
    }

    /** Where a member may be. A constructor is not inherited. */
    private Stream<ClassFile> lookedUp(Reference reference, ClassFile owner, Set<String> missing) {
        if (reference.name().equals("<init>")) {
            return Stream.of(owner);
        }
        Stream<ClassFile> lineage = target.lineage(owner, missing).stream();
        return owner.is(Opcodes.ACC_INTERFACE) ? Stream.concat(lineage, target.find(OBJECT).stream()) : lineage;
    }

    private static Optional<Member> declared(ClassFile type, Reference reference) {
        return reference.kind() == Kind.FIELD
                ? type.field(reference.name(), reference.descriptor())
                : type.method(reference.name(), reference.descriptor());
    }

    private boolean mayUse(Member member, ClassFile declaring, ClassFile from) {
        if (member.is(Opcodes.ACC_PUBLIC) || samePackage(declaring, from)) {
            return true;
        }
        return member.is(Opcodes.ACC_PROTECTED)
                && target.lineage(from, new TreeSet<>()).stream()
                        .anyMatch(type -> type.name().equals(declaring.name()));
    }

    private static boolean isHidden(ClassFile type, ClassFile from) {
        return !type.is(Opcodes.ACC_PUBLIC) && !samePackage(type, from);
    }

    private static boolean samePackage(ClassFile one, ClassFile other) {
        return packageOf(one.name()).equals(packageOf(other.name()));
    }

    private static String packageOf(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }
}
