package dev.tokenfamily.errorrollback;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.List;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.cors.Cors;

/** Keycloak's own, which marks the request of each error. */
final class RollingBackCors implements Cors {

    private static final int FIRST_ERROR = 400;

    private final Cors own;
    private final KeycloakTransactionManager request;

    RollingBackCors(Cors own, KeycloakTransactionManager request) {
        this.own = own;
        this.request = request;
    }

    @Override
    public Response add(ResponseBuilder builder) {
        Response response = own.add(builder);
        if (response.getStatus() >= FIRST_ERROR) {
            request.setRollbackOnly();
        }
        return response;
    }

    @Override
    public void add() {
        own.add();
    }

    @Override
    public Cors builder(ResponseBuilder builder) {
        own.builder(builder);
        return this;
    }

    @Override
    public Cors preflight() {
        own.preflight();
        return this;
    }

    @Override
    public Cors auth() {
        own.auth();
        return this;
    }

    @Override
    public Cors allowAllOrigins() {
        own.allowAllOrigins();
        return this;
    }

    @Override
    public Cors checkAllowedOrigins(KeycloakSession session, ClientModel client) {
        own.checkAllowedOrigins(session, client);
        return this;
    }

    @Override
    public Cors checkAllowedOrigins(AccessToken token) {
        own.checkAllowedOrigins(token);
        return this;
    }

    @Override
    public Cors checkAllowedOrigins(List<String> allowedOrigins) {
        own.checkAllowedOrigins(allowedOrigins);
        return this;
    }

    @Override
    public Cors allowedMethods(String... allowedMethods) {
        own.allowedMethods(allowedMethods);
        return this;
    }

    @Override
    public Cors exposedHeaders(String... exposedHeaders) {
        own.exposedHeaders(exposedHeaders);
        return this;
    }

    @Override
    public void close() {
        own.close();
    }
}
