package dev.tokenfamily.upgrade;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a class says of itself and of others, read from its bytes, so that nothing of it is run (Java Virtual Machine
 * Specification, 4). Names are those of the JVM, with slashes.
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

    private static final int MAGIC = 0xCAFEBABE;
    static final int PUBLIC = 0x0001;
    static final int PRIVATE = 0x0002;
    static final int PROTECTED = 0x0004;
    static final int STATIC = 0x0008;
    static final int FINAL = 0x0010;
    static final int INTERFACE = 0x0200;
    static final int ABSTRACT = 0x0400;
    static final int SYNTHETIC = 0x1000;

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
        DataInputStream in = new DataInputStream(bytes);
        if (in.readInt() != MAGIC) {
            throw new IOException("Not a class");
        }
        in.readInt(); // the version of the format
        ConstantPool pool = ConstantPool.read(in);
        int flags = in.readUnsignedShort();
        String name = pool.className(in.readUnsignedShort());
        int superIndex = in.readUnsignedShort();
        List<String> interfaces = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            interfaces.add(pool.className(in.readUnsignedShort()));
        }
        return new ClassFile(
                flags,
                name,
                superIndex == 0 ? null : pool.className(superIndex),
                List.copyOf(interfaces),
                members(in, pool),
                members(in, pool),
                pool.references());
    }

    private static List<Member> members(DataInputStream in, ConstantPool pool) throws IOException {
        List<Member> members = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            members.add(new Member(
                    in.readUnsignedShort(), pool.text(in.readUnsignedShort()), pool.text(in.readUnsignedShort())));
            for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                in.readUnsignedShort();
                in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
            }
        }
        return List.copyOf(members);
    }
}
