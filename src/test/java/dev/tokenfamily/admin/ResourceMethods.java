package dev.tokenfamily.admin;

import dev.tokenfamily.takedown.SelectedTokens.Extent;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The operations that the code has, found as JAX-RS finds them. */
final class ResourceMethods {

    static final String ROOT = "/admin/realms/{realm}/token-families";

    /** What is in the answer of those that return a {@link Response}, so that they can refuse without an exception. */
    private static final Map<String, Type> ANSWERS =
            Map.of("revoke", void.class, "revokeAll", Extent.class, "change", IncidentStateRepresentation.class);

    private ResourceMethods() {}

    /** The type of what a method answers with, where it does not refuse. */
    static Type answer(Method method) {
        return method.getReturnType() == Response.class
                ? Objects.requireNonNull(ANSWERS.get(method.getName()), method.getName())
                : method.getGenericReturnType();
    }

    /** By verb and path. */
    static Map<String, Method> all() {
        return below(ROOT, TokenFamiliesResource.class);
    }

    private static Map<String, Method> below(String root, Class<?> resource) {
        Map<String, Method> methods = new TreeMap<>();
        for (Method method : resource.getDeclaredMethods()) {
            Optional<Path> part = Optional.ofNullable(method.getAnnotation(Path.class));
            String path = root + part.map(p -> "/" + p.value()).orElse("");
            Optional<String> verb = verb(method);
            if (verb.isPresent()) {
                methods.put(verb.get() + " " + path, method);
            } else if (part.isPresent()) { // what it returns is a resource in turn
                methods.putAll(below(path, method.getReturnType()));
            }
        }
        return methods;
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value())
                .findFirst();
    }
}
