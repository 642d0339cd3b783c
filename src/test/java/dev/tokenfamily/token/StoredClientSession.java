package dev.tokenfamily.token;

import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.session.PersistentAuthenticatedClientSessionAdapter;
import org.keycloak.models.session.PersistentClientSessionModel;

/** The row of a client session, for Keycloak's own class over it. */
final class StoredClientSession implements PersistentClientSessionModel {

    private @Nullable String data = "{}";
    private int timestamp;

    /** Without any note. */
    static AuthenticatedClientSessionModel empty() {
        return new PersistentAuthenticatedClientSessionAdapter(null, new StoredClientSession(), null, null, null);
    }

    @Override
    public String getUserSessionId() {
        return "session";
    }

    @Override
    public void setUserSessionId(String id) {
        throw new UnsupportedOperationException("stays that of " + getUserSessionId());
    }

    @Override
    public String getClientId() {
        return "client";
    }

    @Override
    public void setClientId(String id) {
        throw new UnsupportedOperationException("stays that of " + getClientId());
    }

    @Override
    public int getTimestamp() {
        return timestamp;
    }

    @Override
    public void setTimestamp(int time) {
        timestamp = time;
    }

    @Override
    public @Nullable String getData() {
        return data;
    }

    @Override
    public void setData(@Nullable String json) {
        data = json;
    }
}
