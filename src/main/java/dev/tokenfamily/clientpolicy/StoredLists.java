package dev.tokenfamily.clientpolicy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenfamily.policy.UnreadablePoliciesException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.RealmAttributeEntity;
import org.keycloak.models.jpa.entities.RealmEntity;
import org.keycloak.util.JsonSerialization;

/**
 * The two lists of a realm's client policies as Keycloak stores them: two attributes of the realm, each of them one text of JSON.
 * Read under a lock of these rows, past every cache, so that nothing which others have written can be overwritten unseen (ADR 22).
 * Whatever in them is not named stays as it is, also what Keycloak's own classes would drop.
 */
final class StoredLists {

    private static final String CHANGED = "The client policies of the realm were changed at the same moment. Try again";

    private final EntityManager database;
    private final RealmModel realm;
    private final ObjectNode profiles;
    private final ObjectNode policies;

    private StoredLists(EntityManager database, RealmModel realm, ObjectNode profiles, ObjectNode policies) {
        this.database = database;
        this.realm = realm;
        this.profiles = profiles;
        this.policies = policies;
    }

    /**
     * Reads the lists, and lets nobody else change them before the transaction of that session ends.
     *
     * @throws StaleListsException where somebody else is just doing so, and the database says no rather than wait
     * @throws UnreadablePoliciesException where they are no lists of JSON
     */
    static StoredLists locked(KeycloakSession session, RealmModel realm) {
        EntityManager database =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        try {
            RealmEntity row = database.find(RealmEntity.class, realm.getId(), LockModeType.PESSIMISTIC_WRITE);
            return new StoredLists(
                    database,
                    realm,
                    parsed(attribute(database, row, Constants.CLIENT_PROFILES), "profiles"),
                    parsed(attribute(database, row, Constants.CLIENT_POLICIES), "policies"));
        } catch (PersistenceException | ModelException e) {
            throw new StaleListsException(CHANGED, e);
        }
    }

    /** Keycloak's own resource updates these rows without a look at the realm's, so that they are locked too, then read anew. */
    private static @Nullable String attribute(EntityManager database, RealmEntity realm, String name) {
        @Nullable
        RealmAttributeEntity row = database.find(
                RealmAttributeEntity.class, new RealmAttributeEntity.Key(realm, name), LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            return null;
        }
        database.refresh(row, LockModeType.PESSIMISTIC_WRITE);
        return row.getValue();
    }

    private static ObjectNode parsed(@Nullable String json, String list) {
        try {
            JsonNode stored = json == null || json.isBlank()
                    ? JsonSerialization.mapper.createObjectNode()
                    : JsonSerialization.mapper.readTree(json);
            if (stored instanceof ObjectNode object) {
                if (!object.hasNonNull(list)) {
                    object.putArray(list);
                }
                if (object.get(list).isArray()) {
                    return object;
                }
            }
        } catch (JsonProcessingException e) {
            throw new UnreadablePoliciesException("The client " + list + " of the realm cannot be read", e);
        }
        throw new UnreadablePoliciesException("The client " + list + " of the realm cannot be read");
    }

    /** The client profiles, to be changed in place. */
    ArrayNode profiles() {
        return (ArrayNode) profiles.get("profiles");
    }

    /** The client policies, to be changed in place. */
    ArrayNode policies() {
        return (ArrayNode) policies.get("policies");
    }

    /** The entry of a list that has that name; null where there is none. */
    static @Nullable ObjectNode named(ArrayNode list, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(entry -> entry.path("name").asText().equals(name))
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElse(null);
    }

    /** What both lists say, in 33 characters: another version, other lists. Begins with a letter, for {@code kcadm -s}. */
    String version() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((profiles + "\n" + policies).getBytes(StandardCharsets.UTF_8));
            return "v" + HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Stores both as they are now. */
    void store() {
        try {
            realm.setAttribute(Constants.CLIENT_PROFILES, profiles.toString());
            realm.setAttribute(Constants.CLIENT_POLICIES, policies.toString());
            database.flush();
        } catch (PersistenceException | ModelException e) {
            throw new StaleListsException(CHANGED, e);
        }
    }
}
