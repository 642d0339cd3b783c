package dev.tokenfamily.harness.realm;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.keys.KeyProvider;
import org.keycloak.representations.idm.ComponentExportRepresentation;

/**
 * The keys of tests' realms: of the kinds that Keycloak makes for a new realm by itself. The RSA key is the same for all
 * realms of this JVM, since to make two of them takes Keycloak longer than all the rest of a realm.
 */
final class RealmKeys {

    private static final String RSA = newPrivateKey();

    private RealmKeys() {}

    /** For the representation of a realm. */
    static MultivaluedHashMap<String, ComponentExportRepresentation> components() {
        MultivaluedHashMap<String, ComponentExportRepresentation> components = new MultivaluedHashMap<>();
        components.put(
                KeyProvider.class.getName(),
                List.of(
                        component("rsa", Map.of("privateKey", RSA, "algorithm", "RS256")),
                        component("rsa-enc", Map.of("privateKey", RSA, "algorithm", "RSA-OAEP")),
                        component("hmac-generated", Map.of("algorithm", "HS512")),
                        component("aes-generated", Map.of())));
        return components;
    }

    private static ComponentExportRepresentation component(String provider, Map<String, String> configuration) {
        ComponentExportRepresentation component = new ComponentExportRepresentation();
        component.setName(provider);
        component.setProviderId(provider);
        MultivaluedHashMap<String, String> values = new MultivaluedHashMap<>();
        values.putSingle("priority", "100");
        configuration.forEach(values::putSingle);
        component.setConfig(values);
        return component;
    }

    private static String newPrivateKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return Base64.getEncoder()
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
