package dev.tokenfamily.selfservice;

import dev.tokenfamily.notice.ShownName;
import org.keycloak.models.ClientModel;

/**
 * An application, as its user knows it.
 *
 * @param clientId its {@code client_id}
 * @param name the first of its name and its id that says something and leads nowhere; empty where neither does
 */
record OwnClientName(String clientId, String name) {

    static OwnClientName of(ClientModel client) {
        return new OwnClientName(client.getClientId(), ShownName.ofClient(client.getName(), client.getClientId()));
    }
}
