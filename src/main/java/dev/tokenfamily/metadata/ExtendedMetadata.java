package dev.tokenfamily.metadata;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;
import org.keycloak.util.JsonSerialization;
import org.keycloak.wellknown.WellKnownProvider;
import org.keycloak.wellknown.WellKnownProviderFactory;

/**
 * The metadata of a realm (OpenID Connect Discovery, RFC 8414) with more in them. Where there is nothing more to say, they are those
 * of the provider that would have served them otherwise, to the byte.
 */
public final class ExtendedMetadata implements WellKnownProvider {

    /** Keycloak takes the lowest of an alias; so nobody stands before us, and whoever would be taken without us is asked by us. */
    public static final int PRIORITY = Integer.MIN_VALUE;

    private static final TypeReference<LinkedHashMap<String, Object>> MEMBERS = new TypeReference<>() {};

    private final WellKnownProvider others;
    private final Supplier<Map<String, Object>> more;

    /**
     * Adds to what others serve.
     *
     * @param more the further members of the JSON object; what others say of the same name stays
     */
    public ExtendedMetadata(WellKnownProvider others, Supplier<Map<String, Object>> more) {
        this.others = others;
        this.more = more;
    }

    /**
     * Adds to what would be served in that session if our factory were not there.
     *
     * @param ours the id of our factory
     * @param alias the last part of the path, by which providers are found
     */
    public static ExtendedMetadata before(
            KeycloakSession session, String ours, String alias, Supplier<Map<String, Object>> more) {
        String next = session.getKeycloakSessionFactory()
                .getProviderFactoriesStream(WellKnownProvider.class)
                .map(WellKnownProviderFactory.class::cast)
                .filter(factory -> alias.equals(factory.getAlias()) && !ours.equals(factory.getId()))
                .min(Comparator.comparingInt(WellKnownProviderFactory::getPriority))
                .map(WellKnownProviderFactory::getId)
                .orElse(alias);
        return new ExtendedMetadata(session.getProvider(WellKnownProvider.class, next), more);
    }

    @Override
    public Object getConfig() {
        Object config = others.getConfig();
        Map<String, Object> added = more.get();
        if (added.isEmpty() || config instanceof String) { // a text is signed
            return config;
        }
        Map<String, Object> members = JsonSerialization.mapper.convertValue(config, MEMBERS);
        added.forEach(members::putIfAbsent);
        return members;
    }

    @Override
    public void close() {
        // Keycloak closes what the session has made
    }
}
