package dev.tokenfamily.upgrade;

import java.util.Optional;

/**
 * How one class names another, or a member of it.
 *
 * @param owner the class, with slashes; an array where only its elements are meant
 * @param name of the member; empty for the class itself
 * @param descriptor what a member takes and gives; empty for the class itself
 * @param ofClass whether the member is used as a static one
 */
public record Reference(Kind kind, String owner, String name, String descriptor, boolean ofClass) {

    /** What is named. */
    public enum Kind {
        CLASS,
        FIELD,
        METHOD,
        INTERFACE_METHOD,

        /** The method that a lambda has, for the interface that it is of: named, but not with what it takes and gives. */
        LAMBDA
    }

    static Reference toClass(String name) {
        return new Reference(Kind.CLASS, name, "", "", false);
    }

    static Reference toLambda(String functionalInterface, String method) {
        return new Reference(Kind.LAMBDA, functionalInterface, method, "", false);
    }

    /** The class that must be there; empty for an array of numbers. */
    Optional<String> className() {
        if (!owner.startsWith("[")) {
            return Optional.of(owner);
        }
        String element = owner.replaceFirst("^\\[+", "");
        return element.startsWith("L") ? Optional.of(element.substring(1, element.length() - 1)) : Optional.empty();
    }

    boolean isArray() {
        return owner.startsWith("[");
    }

    /** The reference as people write it, with dots. */
    @Override
    public String toString() {
        String type = owner.replace('/', '.');
        return switch (kind) {
            case CLASS -> "class " + type;
            case FIELD -> "field " + type + "." + name + " " + descriptor.replace('/', '.');
            case LAMBDA -> "method " + type + "." + name + " of a lambda";
            case METHOD, INTERFACE_METHOD -> "method " + type + "." + name + descriptor.replace('/', '.');
        };
    }
}
