package dev.tokenfamily.token;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.util.Map;

/**
 * Reads a configuration from JSON of any kind. Keycloak converts what is stored before it asks us, at each request of a token:
 * whatever failed to be read here would be a 500 there.
 */
final class AnyJson extends JsonDeserializer<RotationExecutorConfiguration> {

    @Override
    public RotationExecutorConfiguration deserialize(JsonParser json, DeserializationContext context)
            throws IOException {
        Object read = context.readValue(json, Object.class);
        if (read instanceof Map<?, ?> keys) {
            RotationExecutorConfiguration configuration = new RotationExecutorConfiguration();
            keys.forEach((name, value) -> configuration.setConfigAsMap(String.valueOf(name), value));
            return configuration;
        }
        return RotationExecutorConfiguration.ofNoObject();
    }

    /** Of {@code null}, which means what an empty object means. */
    @Override
    public RotationExecutorConfiguration getNullValue(DeserializationContext context) {
        return new RotationExecutorConfiguration();
    }
}
