package dev.tokenfamily;

import org.keycloak.models.jpa.ClientAdapter;
import org.keycloak.models.jpa.RealmAdapter;
import org.keycloak.models.jpa.entities.ClientEntity;
import org.keycloak.models.jpa.entities.RealmEntity;

/** Keycloak's own models over entities that are in no database. They know what the entity says, and nothing else. */
public final class StoredModels {

    private StoredModels() {}

    /** A realm whose name is its id, to be changed by its entity. */
    public static RealmAdapter realm(String id) {
        RealmEntity entity = new RealmEntity();
        entity.setId(id);
        entity.setName(id);
        return new RealmAdapter(null, null, entity);
    }

    /** A client of that realm. */
    public static ClientAdapter client(RealmAdapter realm, String id, String clientId) {
        ClientEntity entity = new ClientEntity();
        entity.setId(id);
        entity.setClientId(clientId);
        return new ClientAdapter(realm, null, null, entity);
    }
}
