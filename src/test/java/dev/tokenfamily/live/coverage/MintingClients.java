package dev.tokenfamily.live.coverage;

import java.util.List;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.authorization.PolicyEnforcementMode;
import org.keycloak.representations.idm.authorization.ResourceRepresentation;
import org.keycloak.representations.idm.authorization.ResourceServerRepresentation;

/** What a client must be for a way of minting. */
final class MintingClients {

    private MintingClients() {}

    static void isPublic(ClientRepresentation client) {
        client.setPublicClient(true);
    }

    static void isConfidential(ClientRepresentation client) {
        client.setSecret("secret");
    }

    static void isLightweight(ClientRepresentation client) {
        isPublic(client);
        client.getAttributes().put("client.use.lightweight.access.token.enabled", "true");
    }

    static void isHybrid(ClientRepresentation client) {
        isConfidential(client);
        client.setImplicitFlowEnabled(true);
    }

    static void isService(ClientRepresentation client) {
        isConfidential(client);
        client.setServiceAccountsEnabled(true);
        client.getAttributes().put("client_credentials.use_refresh_token", "true");
    }

    static void isExchanging(ClientRepresentation client) {
        isConfidential(client);
        client.getAttributes().put("standard.token.exchange.enabled", "true");
        client.getAttributes().put("standard.token.exchange.enableRefreshRequestedTokenType", "SAME_SESSION");
    }

    static void isResourceServer(ClientRepresentation client) {
        isConfidential(client);
        client.setServiceAccountsEnabled(true);
        client.setAuthorizationServicesEnabled(true);
        ResourceServerRepresentation settings = new ResourceServerRepresentation();
        settings.setPolicyEnforcementMode(PolicyEnforcementMode.PERMISSIVE);
        settings.setResources(List.of(new ResourceRepresentation("album")));
        client.setAuthorizationSettings(settings);
    }

    static void isDevice(ClientRepresentation client) {
        isPublic(client);
        client.getAttributes().put("oauth2.device.authorization.grant.enabled", "true");
    }

    static void isBackchannel(ClientRepresentation client) {
        isConfidential(client);
        client.getAttributes().put("oidc.ciba.grant.enabled", "true");
        client.getAttributes().put("ciba.backchannel.token.delivery.mode", "poll");
    }
}
