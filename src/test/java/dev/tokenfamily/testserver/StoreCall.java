package dev.tokenfamily.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.incident.IncidentStore;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.keycloak.util.JsonSerialization;

/** How a call of a {@link FamilyStore} or an {@link IncidentStore} travels from a test to the store inside a server: its name, and JSON. */
public final class StoreCall {

    private static final ObjectMapper JSON = JsonSerialization.mapper;

    private StoreCall() {}

    /** Stores behind a transport, which takes a method's name and its arguments, and brings the result. */
    public static <S> S through(Class<S> stores, BinaryOperator<String> transport) {
        return stores.cast(
                Proxy.newProxyInstance(stores.getClassLoader(), new Class<?>[] {stores}, (proxy, method, arguments) -> {
                    String result = transport.apply(method.getName(), encode(method, arguments));
                    return JSON.readValue(result, JSON.constructType(method.getGenericReturnType()));
                }));
    }

    private static String encode(Method method, Object[] arguments) throws IOException {
        Type[] types = method.getGenericParameterTypes();
        List<String> encoded = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            encoded.add(JSON.writerFor(JSON.constructType(types[i])).writeValueAsString(arguments[i]));
        }
        return encoded.toString();
    }

    /** At the other end: calls the store that has the method, and gives its result. */
    static String answer(FamilyStore families, IncidentStore incidents, String methodName, String arguments)
            throws IOException {
        Method method = Stream.of(FamilyStore.class, IncidentStore.class)
                .flatMap(store -> Arrays.stream(store.getMethods()))
                .filter(m -> m.getName().equals(methodName))
                .findFirst()
                .orElseThrow();
        JsonNode values = JSON.readTree(arguments);
        Type[] types = method.getGenericParameterTypes();
        Object[] decoded = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            decoded[i] = JSON.readValue(JSON.treeAsTokens(values.get(i)), JSON.constructType(types[i]));
        }
        try {
            return JSON.writeValueAsString(
                    method.invoke(method.getDeclaringClass() == FamilyStore.class ? families : incidents, decoded));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException(e);
        }
    }
}
