package dev.tokenfamily.harness.realm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.suite.Activity;
import dev.tokenfamily.suite.TimeSpent;
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
public final class TestRealm {

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
    public static TestRealm create(KeycloakServer server, String name) {
        return create(server, name, realm -> {});
    }

    public static TestRealm create(KeycloakServer server, String name, Consumer<RealmRepresentation> settings) {
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
        representation.setPasswordPolicy(AdminApi.CHEAP_PASSWORDS);
        representation.setComponents(RealmKeys.components());
        settings.accept(representation);
        TimeSpent.on(Activity.REALM, () -> AdminApi.expectSuccess(realm.admin.post("", representation)));
        return realm;
    }

    /** With the address of that server for the realm's own, so that mails can have links. */
    public static void at(KeycloakServer server, RealmRepresentation realm) {
        Map<String, String> attributes = new LinkedHashMap<>(realm.getAttributesOrEmpty());
        attributes.put("frontendUrl", server.url().toString());
        realm.setAttributes(attributes);
    }

    /** Settings under which nothing is kept of a refresh. */
    public static void forLoad(RealmRepresentation realm) {
        realm.setEventsEnabled(false);
    }

    public static UserRepresentation user(String name) {
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
    public TestRealm withUser(String user, Consumer<UserRepresentation> settings) {
        UserRepresentation representation = user(user);
        settings.accept(representation);
        AdminApi.expectSuccess(admin.post("/" + name + "/users", representation));
        return this;
    }

    /** Adds or replaces a profile with our executor, and the policy that applies it. */
    public TestRealm govern(String profile, Map<String, ?> configuration) {
        profiles.put(profile, executor(configuration));
        saveProfiles();
        savePolicies();
        return this;
    }

    public TestRealm ungovern(String profile) {
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

    public static Map<String, Object> executor(Map<String, ?> configuration) {
        return Map.of("executor", EXECUTOR, "configuration", configuration);
    }

    public static Map<String, Object> profile(String name, List<?> executors) {
        return Map.of("name", name, "executors", executors);
    }

    public Response putProfiles(List<?> list) {
        return admin.put("/" + name + "/client-policies/profiles", Map.of("profiles", list));
    }

    public void savePolicies(List<?> policies) {
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

    public static Map<String, Object> policy(String name, Map<String, ?> condition, String... profiles) {
        return Map.of("name", name, "enabled", true, "conditions", List.of(condition), "profiles", List.of(profiles));
    }

    public static Map<String, Object> anyClient() {
        return Map.of("condition", "any-client", "configuration", Map.of());
    }

    /** A single-page application under this profile; an empty profile leaves it ungoverned. */
    public App publicClient(String clientId, String profile) {
        return client(clientId, profile, client -> client.setPublicClient(true));
    }

    public App confidentialClient(String clientId, String profile) {
        return client(clientId, profile, client -> client.setSecret(SECRET));
    }

    public App client(String clientId, String profile, Consumer<ClientRepresentation> settings) {
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
    public App resourceServer() {
        return client("resource-server", "", client -> {
            client.setSecret(SECRET);
            client.getAttributes().put("allow.token.introspection.without.audience.check", "true");
        });
    }

    /** The same realm at another node. */
    public TestRealm through(KeycloakServer node) {
        return new TestRealm(node, name);
    }

    public URI url() {
        return server.url().resolve("/realms/" + name);
    }

    public String name() {
        return name;
    }

    public AdminApi admin() {
        return admin;
    }

    public KeycloakServer server() {
        return server;
    }

    /** The newest event of a client, errors included. */
    public SavedEvent lastEvent(String clientId) {
        List<SavedEvent> events = events(clientId);
        if (events.isEmpty()) {
            throw new AssertionError("No event of " + clientId);
        }
        return events.get(0);
    }

    /** The events of a client, newest first. */
    public List<SavedEvent> events(String clientId) {
        return SavedEvent.listOf(admin.read("/" + name + "/events?max=500&client=" + clientId));
    }

    /** The events of this type that are about a user, newest first. */
    public List<SavedEvent> events(String type, String user) {
        return SavedEvent.listOf(admin.read("/" + name + "/events?type=" + type + "&user=" + userId(user)));
    }

    /** The newest incident of those that the query asks for, once there is one: it is recorded beside the request. */
    public JsonNode incident(String query) {
        String path = "/" + name + "/token-families/incidents?" + query;
        Await.until(() -> !admin.read(path).isEmpty());
        return admin.read(path).get(0);
    }

    public String userId(String user) {
        return admin.read("/" + name + "/users?exact=true&username=" + user)
                .get(0)
                .path("id")
                .asText();
    }

    public String clientUuid(String clientId) {
        return admin.read("/" + name + "/clients?clientId=" + clientId)
                .get(0)
                .path("id")
                .asText();
    }

    /** What only the server itself can see and do. */
    public ServerInside inside() {
        return new ServerInside(url());
    }

    /** Moves the server's clock forward; back, where the number is negative. */
    public void pass(int seconds) {
        inside().pass(seconds);
    }
}
