package dev.tokenfamily.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.live.Http.Answer;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * A realm of a test's own, built through the admin API. A client is governed by the profile that its attribute
 * {@code profile} names; one without the attribute is not governed.
 */
final class TestRealm {

    private static final String EXECUTOR = "refresh-token-family-rotation";
    private static final String SECRET = "secret";

    /** Far beyond what tests move the clock by. */
    private static final int LONG = 400 * 24 * 3600;

    private final KeycloakServer server;
    private final String name;
    private final AdminApi admin;
    private final Map<String, Map<String, Object>> profiles = new LinkedHashMap<>();

    private TestRealm(KeycloakServer server, String name) {
        this.server = server;
        this.name = name;
        this.admin = new AdminApi(server.url());
    }

    /** With the users alice and bob, whose passwords are their names, and with refresh events saved. */
    static TestRealm create(KeycloakServer server, String name) {
        return create(server, name, realm -> {});
    }

    static TestRealm create(KeycloakServer server, String name, Consumer<RealmRepresentation> settings) {
        TestRealm realm = new TestRealm(server, name);
        RealmRepresentation representation = new RealmRepresentation();
        representation.setRealm(name);
        representation.setEnabled(true);
        representation.setSslRequired("none");
        representation.setEventsEnabled(true);
        representation.setEnabledEventTypes(List.of("REFRESH_TOKEN", "REFRESH_TOKEN_ERROR", "REVOKE_GRANT"));
        representation.setSsoSessionIdleTimeout(LONG);
        representation.setSsoSessionMaxLifespan(LONG);
        representation.setOfflineSessionIdleTimeout(LONG);
        representation.setAccessTokenLifespan(300);
        representation.setUsers(List.of(user("alice"), user("bob")));
        settings.accept(representation);
        AdminApi.expectSuccess(realm.admin.post("", representation));
        return realm;
    }

    /** Settings under which logins are cheap and nothing is kept of a refresh. */
    static void forLoad(RealmRepresentation realm) {
        realm.setPasswordPolicy("hashAlgorithm(pbkdf2-sha256) and hashIterations(1)");
        realm.setEventsEnabled(false);
    }

    static UserRepresentation user(String name) {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(name);
        UserRepresentation user = new UserRepresentation();
        user.setUsername(name);
        user.setEnabled(true);
        user.setEmail(name + "@example.org");
        user.setEmailVerified(true);
        user.setFirstName(name);
        user.setLastName("Example");
        user.setCredentials(List.of(password));
        user.setRealmRoles(List.of("offline_access"));
        return user;
    }

    /** Adds a user, whose password is the name. */
    TestRealm withUser(String user, Consumer<UserRepresentation> settings) {
        UserRepresentation representation = user(user);
        settings.accept(representation);
        AdminApi.expectSuccess(admin.post("/" + name + "/users", representation));
        return this;
    }

    /** Adds or replaces a profile with our executor, and the policy that applies it. */
    TestRealm govern(String profile, Map<String, ?> configuration) {
        profiles.put(profile, executor(configuration));
        saveProfiles();
        savePolicies();
        return this;
    }

    TestRealm ungovern(String profile) {
        profiles.remove(profile);
        savePolicies(); // first, since none may name a profile that is gone
        saveProfiles();
        return this;
    }

    private void saveProfiles() {
        List<Map<String, Object>> list = new ArrayList<>();
        profiles.forEach((profile, executor) -> list.add(profile(profile, List.of(executor))));
        AdminApi.expectSuccess(putProfiles(list));
    }

    private void savePolicies() {
        savePolicies(
                profiles.keySet().stream().map(TestRealm::policyByAttribute).toList());
    }

    static Map<String, Object> executor(Map<String, ?> configuration) {
        return Map.of("executor", EXECUTOR, "configuration", configuration);
    }

    static Map<String, Object> profile(String name, List<?> executors) {
        return Map.of("name", name, "executors", executors);
    }

    Answer putProfiles(List<?> list) {
        return admin.put("/" + name + "/client-policies/profiles", Map.of("profiles", list));
    }

    void savePolicies(List<?> policies) {
        AdminApi.expectSuccess(admin.put("/" + name + "/client-policies/policies", Map.of("policies", policies)));
    }

    private static Map<String, Object> policyByAttribute(String profile) {
        return policy(
                profile,
                Map.of(
                        "condition",
                        "client-attributes",
                        "configuration",
                        Map.of("attributes", "[{\"key\":\"profile\",\"value\":\"" + profile + "\"}]")),
                profile);
    }

    static Map<String, Object> policy(String name, Map<String, ?> condition, String... profiles) {
        return Map.of("name", name, "enabled", true, "conditions", List.of(condition), "profiles", List.of(profiles));
    }

    static Map<String, Object> anyClient() {
        return Map.of("condition", "any-client", "configuration", Map.of());
    }

    /** A single-page application under this profile; an empty profile leaves it ungoverned. */
    App publicClient(String clientId, String profile) {
        return client(clientId, profile, client -> client.setPublicClient(true));
    }

    App confidentialClient(String clientId, String profile) {
        return client(clientId, profile, client -> client.setSecret(SECRET));
    }

    App client(String clientId, String profile, Consumer<ClientRepresentation> settings) {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(clientId);
        client.setStandardFlowEnabled(true);
        client.setDirectAccessGrantsEnabled(true);
        client.setRedirectUris(List.of("http://127.0.0.1/*"));
        client.setAttributes(new LinkedHashMap<>());
        if (!profile.isEmpty()) {
            client.getAttributes().put("profile", profile);
        }
        settings.accept(client);
        AdminApi.expectSuccess(admin.post("/" + name + "/clients", client));
        return new App(url(), clientId, client.getSecret() == null ? null : SECRET);
    }

    /** A resource server, which asks about the access tokens of others. */
    App resourceServer() {
        return client("resource-server", "", client -> {
            client.setSecret(SECRET);
            client.getAttributes().put("allow.token.introspection.without.audience.check", "true");
        });
    }

    /** The same realm at another node. */
    TestRealm through(KeycloakServer node) {
        return new TestRealm(node, name);
    }

    URI url() {
        return server.url().resolve("/realms/" + name);
    }

    String name() {
        return name;
    }

    AdminApi admin() {
        return admin;
    }

    KeycloakServer server() {
        return server;
    }

    /** The newest event of a client, errors included. */
    JsonNode lastEvent(String clientId) {
        JsonNode events = events(clientId);
        if (events.isEmpty()) {
            throw new AssertionError("No event of " + clientId);
        }
        return events.get(0);
    }

    /** The events of a client, newest first. */
    JsonNode events(String clientId) {
        return admin.read("/" + name + "/events?max=500&client=" + clientId);
    }

    /** The newest incident of those that the query asks for. */
    JsonNode incident(String query) {
        return admin.read("/" + name + "/token-families/incidents?" + query).get(0);
    }

    String userId(String user) {
        return admin.read("/" + name + "/users?exact=true&username=" + user)
                .get(0)
                .path("id")
                .asText();
    }

    String clientUuid(String clientId) {
        return admin.read("/" + name + "/clients?clientId=" + clientId)
                .get(0)
                .path("id")
                .asText();
    }

    /** What only the server itself can see and do. */
    ServerInside inside() {
        return new ServerInside(url());
    }

    /** Moves the server's clock forward. */
    void pass(int seconds) {
        inside().pass(seconds);
    }
}
