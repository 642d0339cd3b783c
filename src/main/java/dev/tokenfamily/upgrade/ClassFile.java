package dev.tokenfamily.upgrade;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * What a class says of itself and of others, read from its bytes, so that nothing of it is run. Names are those of the JVM,
 * with
 * slashes; flags are those of {@link org.objectweb.asm.Opcodes}.
 *
 * @param superclass null for {@code Object} only
 * @param references to classes and their members, wherever in the class they are, its own included
 */
public record ClassFile(
        int flags,
        String name,
        @Nullable String superclass,
        List<String> interfaces,
        List<Member> fields,
        List<Member> methods,
        Set<Reference> references) {

    /** A field or a method that a class declares. */
    public record Member(int flags, String name, String descriptor) {

        boolean is(int flag) {
            return (flags & flag) != 0;
        }

        boolean matches(String otherName, String otherDescriptor) {
            return name.equals(otherName) && descriptor.equals(otherDescriptor);
        }
    }

    boolean is(int flag) {
        return (flags & flag) != 0;
    }

    Optional<Member> method(String wanted, String descriptor) {
        return methods.stream()
                .filter(method -> method.matches(wanted, descriptor))
                .findFirst();
    }

    Optional<Member> field(String wanted, String descriptor) {
        return fields.stream()
                .filter(field -> field.matches(wanted, descriptor))
                .findFirst();
    }

    /** Reads all that the stream holds. */
    public static ClassFile read(InputStream bytes) throws IOException {
        return read(bytes, 0);
    }

    /** Reads all that the stream holds, but for what the code of the class refers to. */
    static ClassFile readDeclarations(InputStream bytes) throws IOException {
        return read(bytes, ClassReader.SKIP_CODE);
    }

    private static ClassFile read(InputStream bytes, int skipped) throws IOException {
        ClassFileVisitor visitor = new ClassFileVisitor();
        new ClassReader(bytes).accept(visitor, skipped | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return visitor.visited();
    }
}
