package dev.tokenfamily.live;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.authorization.PolicyEnforcementMode;
import org.keycloak.representations.idm.authorization.ResourceRepresentation;
import org.keycloak.representations.idm.authorization.ResourceServerRepresentation;

/**
 * A way in which a client gets its first refresh token.
 *
 * @param claimed whether that token has the claim already; it has none where Keycloak names no client to the policies
 * @param client what is special about the client
 * @param login gets the token
 */
record Minting(String name, boolean claimed, Consumer<ClientRepresentation> client, Function<App, Tokens> login) {

    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String UMA = "urn:ietf:params:oauth:grant-type:uma-ticket";
    private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

    /** All of them. */
    static List<Minting> all() {
        return List.of(
                new Minting("code, public", true, Minting::isPublic, app -> new Browser().open(app, "alice")),
                new Minting(
                        "code, confidential", true, Minting::isConfidential, app -> new Browser().open(app, "alice")),
                new Minting("code, pushed request", true, Minting::isConfidential, app -> new Browser()
                        .openPushed(app, "alice")),
                new Minting("code, offline", true, Minting::isPublic, app -> new Browser()
                        .open(app, "alice", "openid offline_access")),
                new Minting("code, second login in a session", true, Minting::isPublic, Minting::loginAgain),
                new Minting("code, organization", true, Minting::isPublic, app -> new Browser()
                        .open(app, "alice", "openid organization")),
                new Minting("code, lightweight access token", true, Minting::isLightweight, app -> new Browser()
                        .open(app, "alice")),
                new Minting("password", true, Minting::isPublic, app -> app.login("alice")),
                new Minting(
                        "password, offline",
                        true,
                        Minting::isPublic,
                        app -> app.login("alice", "openid offline_access")),
                new Minting(
                        "client credentials",
                        true,
                        Minting::isService,
                        app -> Tokens.of(app.call("token", Map.of("grant_type", "client_credentials")))),
                new Minting("token exchange", true, Minting::isExchanging, Minting::exchanged),
                new Minting("UMA ticket", false, Minting::isResourceServer, Minting::permitted),
                new Minting("device", false, Minting::isDevice, Minting::deviceLogin));
    }

    private static void isPublic(ClientRepresentation client) {
        client.setPublicClient(true);
    }

    private static void isConfidential(ClientRepresentation client) {
        client.setSecret("secret");
    }

    private static void isLightweight(ClientRepresentation client) {
        isPublic(client);
        client.getAttributes().put("client.use.lightweight.access.token.enabled", "true");
    }

    private static void isService(ClientRepresentation client) {
        isConfidential(client);
        client.setServiceAccountsEnabled(true);
        client.getAttributes().put("client_credentials.use_refresh_token", "true");
    }

    private static void isExchanging(ClientRepresentation client) {
        isConfidential(client);
        client.getAttributes().put("standard.token.exchange.enabled", "true");
        client.getAttributes().put("standard.token.exchange.enableRefreshRequestedTokenType", "SAME_SESSION");
    }

    private static void isResourceServer(ClientRepresentation client) {
        isConfidential(client);
        client.setServiceAccountsEnabled(true);
        client.setAuthorizationServicesEnabled(true);
        ResourceServerRepresentation settings = new ResourceServerRepresentation();
        settings.setPolicyEnforcementMode(PolicyEnforcementMode.PERMISSIVE);
        settings.setResources(List.of(new ResourceRepresentation("album")));
        client.setAuthorizationSettings(settings);
    }

    private static void isDevice(ClientRepresentation client) {
        isPublic(client);
        client.getAttributes().put("oauth2.device.authorization.grant.enabled", "true");
    }

    private static Tokens loginAgain(App app) {
        Browser browser = new Browser();
        browser.open(app, "alice");
        return browser.open(app, "alice", Map.of("scope", "openid", "prompt", "login"));
    }

    private static Tokens exchanged(App app) {
        return Tokens.of(app.call(
                "token",
                Map.of(
                        "grant_type",
                        EXCHANGE,
                        "subject_token",
                        app.login("alice").access(),
                        "subject_token_type",
                        "urn:ietf:params:oauth:token-type:access_token",
                        "requested_token_type",
                        "urn:ietf:params:oauth:token-type:refresh_token")));
    }

    private static Tokens permitted(App app) {
        String access = app.login("alice").access();
        return Tokens.of(Http.postForm(
                app.endpoint("token"),
                Map.of("grant_type", UMA, "audience", app.clientId()),
                "Authorization",
                "Bearer " + access));
    }

    private static Tokens deviceLogin(App app) {
        Http.Answer device = AdminApi.expectSuccess(app.call("auth/device", Map.of("scope", "openid")));
        new Browser().visit(app, URI.create(device.text("verification_uri_complete")), "alice");
        return Tokens.of(app.call("token", Map.of("grant_type", DEVICE, "device_code", device.text("device_code"))));
    }

    @Override
    public String toString() {
        return name;
    }
}
