package dev.tokenfamily.upgrade;

import dev.tokenfamily.upgrade.Reference.Kind;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The constants of a class (Java Virtual Machine Specification, 4.4), of which one names each class and member that it uses. */
final class ConstantPool {

    private static final int UTF8 = 1;
    private static final int INTEGER = 3;
    private static final int FLOAT = 4;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int STRING = 8;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int NAME_AND_TYPE = 12;
    private static final int METHOD_HANDLE = 15;
    private static final int METHOD_TYPE = 16;
    private static final int DYNAMIC = 17;
    private static final int INVOKE_DYNAMIC = 18;
    private static final int MODULE = 19;
    private static final int PACKAGE = 20;

    private final int[] tags;
    private final String[] texts;
    private final int[] first;
    private final int[] second;

    private ConstantPool(int size) {
        tags = new int[size];
        texts = new String[size];
        first = new int[size];
        second = new int[size];
    }

    static ConstantPool read(DataInputStream in) throws IOException {
        ConstantPool pool = new ConstantPool(in.readUnsignedShort());
        for (int i = 1; i < pool.tags.length; i++) {
            int tag = in.readUnsignedByte();
            pool.tags[i] = tag;
            switch (tag) {
                case UTF8 -> pool.texts[i] = in.readUTF();
                case INTEGER, FLOAT -> in.readInt();
                case LONG, DOUBLE -> {
                    in.readLong();
                    i++; // they take two places
                }
                case CLASS, STRING, METHOD_TYPE, MODULE, PACKAGE -> pool.first[i] = in.readUnsignedShort();
                case FIELD, METHOD, INTERFACE_METHOD, NAME_AND_TYPE, DYNAMIC, INVOKE_DYNAMIC -> {
                    pool.first[i] = in.readUnsignedShort();
                    pool.second[i] = in.readUnsignedShort();
                }
                case METHOD_HANDLE -> { // what it refers to is a constant of its own
                    in.readUnsignedByte();
                    in.readUnsignedShort();
                }
                default -> throw new IOException("Unknown constant " + tag);
            }
        }
        return pool;
    }

    String text(int index) {
        return Objects.requireNonNull(texts[index], "no text");
    }

    String className(int index) {
        return text(first[index]);
    }

    Set<Reference> references() {
        Set<Reference> references = new LinkedHashSet<>();
        for (int i = 1; i < tags.length; i++) {
            switch (tags[i]) {
                case CLASS -> references.add(Reference.toClass(className(i)));
                case FIELD -> references.add(member(Kind.FIELD, i));
                case METHOD -> references.add(member(Kind.METHOD, i));
                case INTERFACE_METHOD -> references.add(member(Kind.INTERFACE_METHOD, i));
                case INVOKE_DYNAMIC -> dynamic(i).ifPresent(references::add);
                default -> {
                    // names nothing else
                }
            }
        }
        return references;
    }

    /** What is made at run time: of an object, it says which method a lambda of that type has. */
    private Optional<Reference> dynamic(int index) {
        String type = text(second[second[index]]);
        String made = type.substring(type.indexOf(')') + 1);
        return made.startsWith("L")
                ? Optional.of(Reference.toLambda(made.substring(1, made.length() - 1), text(first[second[index]])))
                : Optional.empty();
    }

    private Reference member(Kind kind, int index) {
        int nameAndType = second[index];
        return new Reference(kind, className(first[index]), text(first[nameAndType]), text(second[nameAndType]));
    }
}
