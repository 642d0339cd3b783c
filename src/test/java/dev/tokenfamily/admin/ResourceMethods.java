package dev.tokenfamily.admin;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The operations that the code has, found as JAX-RS finds them. */
final class ResourceMethods {

    static final String ROOT = "/admin/realms/{realm}/token-families";

    private ResourceMethods() {}

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
