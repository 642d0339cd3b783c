package dev.tokenfamily.live.coverage;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.KeyBinding;
import dev.tokenfamily.harness.server.AuthenticationDevice;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The ways in which clients get their first refresh tokens. */
final class Mintings {

    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String UMA = "urn:ietf:params:oauth:grant-type:uma-ticket";
    private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
    private static final String CIBA = "urn:openid:params:grant-type:ciba";

    static final Minting CODE = new Minting("code, public", true, MintingClients::isPublic, browser("openid"));
    static final Minting PASSWORD = new Minting("password", true, MintingClients::isPublic, app -> app.login("alice"));
    static final Minting CODE_OFFLINE =
            new Minting("code, offline", true, MintingClients::isPublic, browser("openid offline_access"));
    static final Minting PASSWORD_OFFLINE = new Minting(
            "password, offline", true, MintingClients::isPublic, app -> app.login("alice", "openid offline_access"));
    static final Minting CLIENT_CREDENTIALS = new Minting(
            "client credentials",
            true,
            MintingClients::isService,
            app -> Tokens.of(app.call("token", Map.of("grant_type", "client_credentials"))));
    static final Minting TOKEN_EXCHANGE =
            new Minting("token exchange", true, MintingClients::isExchanging, Mintings::exchanged);
    static final Minting UMA_TICKET =
            new Minting("UMA ticket", false, MintingClients::isResourceServer, Mintings::permitted);
    static final Minting DEVICE_CODE = new Minting("device", false, MintingClients::isDevice, Mintings::deviceLogin);
    static final Minting PUSHED =
            new Minting("code, pushed request", true, MintingClients::isConfidential, app -> new Browser()
                    .openPushed(app, "alice"));

    private Mintings() {}

    static Minting ciba(AuthenticationDevice device) {
        return new Minting("CIBA", true, MintingClients::isBackchannel, app -> approved(app, device));
    }

    /** Logs in a user of another realm, which is an identity provider here. */
    static Minting brokered(String identityProvider, String user) {
        return new Minting("code, brokered", true, MintingClients::isPublic, app -> new Browser()
                .open(app, user, Map.of("scope", "openid", "kc_idp_hint", identityProvider)));
    }

    /** All that need no more than a realm with an organization. */
    static List<Minting> usual() {
        return List.of(
                CODE,
                new Minting("code, confidential", true, MintingClients::isConfidential, browser("openid")),
                PUSHED,
                new Minting("code, hybrid", true, MintingClients::isHybrid, app -> new Browser()
                        .open(app, "alice", Map.of("scope", "openid", "response_type", "code id_token", "nonce", "n"))),
                CODE_OFFLINE,
                new Minting("code, second login in a session", true, MintingClients::isPublic, Mintings::loginAgain),
                new Minting("code, organization", true, MintingClients::isPublic, browser("openid organization")),
                new Minting("code, lightweight access token", true, MintingClients::isLightweight, browser("openid")),
                PASSWORD,
                PASSWORD_OFFLINE,
                CLIENT_CREDENTIALS,
                TOKEN_EXCHANGE,
                UMA_TICKET,
                DEVICE_CODE,
                CODE.bound(KeyBinding.DPOP),
                CODE.bound(KeyBinding.MTLS),
                PUSHED.bound(KeyBinding.DPOP),
                DEVICE_CODE.bound(KeyBinding.DPOP),
                DEVICE_CODE.bound(KeyBinding.MTLS));
    }

    private static Function<App, Tokens> browser(String scope) {
        return app -> new Browser().open(app, "alice", scope);
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
        Http.Response device = AdminApi.expectSuccess(app.call("auth/device", Map.of("scope", "openid")));
        new Browser().visit(app, URI.create(device.text("verification_uri_complete")), "alice");
        return Tokens.of(app.call("token", Map.of("grant_type", DEVICE, "device_code", device.text("device_code"))));
    }

    private static Tokens approved(App app, AuthenticationDevice device) {
        Http.Response request =
                AdminApi.expectSuccess(app.call("ext/ciba/auth", Map.of("scope", "openid", "login_hint", "alice")));
        device.approve();
        return Tokens.of(app.call("token", Map.of("grant_type", CIBA, "auth_req_id", request.text("auth_req_id"))));
    }
}
