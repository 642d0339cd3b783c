package dev.tokenfamily.clientpolicy;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;

/**
 * Keycloak's own switch, Revoke Refresh Token, where a client can have one of its own that overrides its realm's (Keycloak's
 * pull
 * request 51798). A Keycloak without that has no names for the attributes, and does not look at them.
 *
 * @param known whether this Keycloak looks at the attributes
 */
public record ClientSwitch(boolean known) {

    /** The switch of the Keycloak that we run in. */
    public static final ClientSwitch OF_THIS_SERVER = namedIn(OIDCConfigAttributes.class);

    /** The attribute that turns it on or off: {@code true} or {@code false}; the realm decides where it is empty. */
    public static final String REVOKE = "revoke.refresh.token";

    /** The attribute that says how often a token may be used again: a number; the realm decides where it is empty. */
    public static final String MAX_REUSE = "refresh.token.max.reuse";

    /** The switch of a Keycloak whose names of attributes are the constants of that class. */
    public static ClientSwitch namedIn(Class<?> attributes) {
        try {
            return new ClientSwitch(
                    REVOKE.equals(attributes.getField("REVOKE_REFRESH_TOKEN").get(null)));
        } catch (NoSuchFieldException | IllegalAccessException e) {
            return new ClientSwitch(false); // no such thing yet
        }
    }

    /** Whether Revoke Refresh Token is on for that client: by the client's own attribute, or else by its realm. */
    public boolean isOn(RealmModel realm, ClientModel client) {
        return own(client, REVOKE).map(Boolean::parseBoolean).orElseGet(realm::isRevokeRefreshToken);
    }

    /** How often that client may use a token again, if it is on. */
    int maxReuse(RealmModel realm, ClientModel client) {
        return own(client, MAX_REUSE)
                .filter(number -> number.matches("[0-9]{1,9}"))
                .map(Integer::parseInt)
                .orElseGet(realm::getRefreshTokenMaxReuse);
    }

    private Optional<String> own(ClientModel client, String attribute) {
        return Optional.ofNullable(known ? client.getAttribute(attribute) : null)
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** Whether a client has one of its own, whatever it says and whether or not this Keycloak looks at it; false for null. */
    public static boolean isSetOn(@Nullable ClientModel client) {
        return client != null && (client.getAttribute(REVOKE) != null || client.getAttribute(MAX_REUSE) != null);
    }

    /** Whether an attribute of a client is one of the switch, by its name. */
    public static boolean isPartOf(String attribute) {
        return attribute.equals(REVOKE) || attribute.equals(MAX_REUSE);
    }

    /** The attributes of a client without those of the switch. */
    public static Map<String, String> without(Map<String, String> attributes) {
        Map<String, String> others = new TreeMap<>(attributes);
        others.remove(REVOKE);
        others.remove(MAX_REUSE);
        return others;
    }
}
