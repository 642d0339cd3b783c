package dev.tokenfamily.upgrade;

import dev.tokenfamily.upgrade.ClassFile.Member;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Gathers a {@link ClassFile}, with ASM, which Keycloak brings for Quarkus. */
final class ClassFileVisitor extends ClassVisitor {

    private int flags;
    private @Nullable String name;
    private @Nullable String superclass;
    private List<String> interfaces = List.of();
    private final List<Member> fields = new ArrayList<>();
    private final List<Member> methods = new ArrayList<>();
    private final Set<Reference> references = new LinkedHashSet<>();

    ClassFileVisitor() {
        super(Opcodes.ASM9);
    }

    ClassFile visited() {
        return new ClassFile(
                flags,
                Objects.requireNonNull(name, "not visited"),
                superclass,
                interfaces,
                List.copyOf(fields),
                List.copyOf(methods),
                references);
    }

    @Override
    public void visit(
            int version,
            int access,
            String className,
            @Nullable String signature,
            @Nullable String superName,
            String[] interfaceNames) {
        flags = access;
        name = className;
        superclass = superName;
        interfaces = List.of(interfaceNames);
        Stream.concat(Stream.ofNullable(superName), interfaces.stream())
                .map(Reference::toClass)
                .forEach(references::add);
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String fieldName, String descriptor, @Nullable String signature, @Nullable Object value) {
        fields.add(new Member(access, fieldName, descriptor));
        refer(Type.getType(descriptor));
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access,
            String methodName,
            String descriptor,
            @Nullable String signature,
            String @Nullable [] exceptions) {
        methods.add(new Member(access, methodName, descriptor));
        Stream.of(Type.getArgumentTypes(descriptor)).forEach(this::refer);
        refer(Type.getReturnType(descriptor));
        return new CodeVisitor(references);
    }

    /** Whoever reflects on our classes, as JAX-RS and Hibernate do, needs what they declare. */
    private void refer(Type type) {
        if (type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY) {
            references.add(Reference.toClass(type.getInternalName()));
        }
    }
}
