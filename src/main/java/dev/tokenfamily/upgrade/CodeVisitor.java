package dev.tokenfamily.upgrade;

import dev.tokenfamily.upgrade.Reference.Kind;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Gathers what the code of a method refers to. */
final class CodeVisitor extends MethodVisitor {

    private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";

    private final Set<Reference> references;

    CodeVisitor(Set<Reference> references) {
        super(Opcodes.ASM9);
        this.references = references;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        references.add(Reference.toClass(type));
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        references.add(Reference.toClass(descriptor));
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        if (type != null) {
            references.add(Reference.toClass(type));
        }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        boolean ofClass = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
        references.add(new Reference(Kind.FIELD, owner, name, descriptor, ofClass));
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean onInterface) {
        Kind kind = onInterface ? Kind.INTERFACE_METHOD : Kind.METHOD;
        references.add(new Reference(kind, owner, name, descriptor, opcode == Opcodes.INVOKESTATIC));
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        if (bootstrap.getOwner().equals(LAMBDAS)) {
            references.add(Reference.toLambda(Type.getReturnType(descriptor).getInternalName(), name));
        }
        Stream.of(arguments).forEach(this::refer);
    }

    @Override
    public void visitLdcInsn(Object value) {
        refer(value);
    }

    private void refer(Object constant) {
        if (constant instanceof Type type && (type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY)) {
            references.add(Reference.toClass(type.getInternalName()));
        } else if (constant instanceof Handle handle) {
            references.add(reference(handle));
        }
    }

    private static Reference reference(Handle handle) {
        Kind kind =
                switch (handle.getTag()) {
                    case Opcodes.H_GETFIELD, Opcodes.H_GETSTATIC, Opcodes.H_PUTFIELD, Opcodes.H_PUTSTATIC -> Kind.FIELD;
                    default -> handle.isInterface() ? Kind.INTERFACE_METHOD : Kind.METHOD;
                };
        boolean ofClass = handle.getTag() == Opcodes.H_INVOKESTATIC
                || handle.getTag() == Opcodes.H_GETSTATIC
                || handle.getTag() == Opcodes.H_PUTSTATIC;
        return new Reference(kind, handle.getOwner(), handle.getName(), handle.getDesc(), ofClass);
    }
}
