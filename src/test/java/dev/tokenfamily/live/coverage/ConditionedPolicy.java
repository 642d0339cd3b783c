package dev.tokenfamily.live.coverage;

import dev.tokenfamily.harness.realm.TestRealm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A client policy with conditions that hold for all clients, as far as Keycloak lets them speak.
 *
 * @param mode how Keycloak takes conditions that abstain: {@code DEFAULT} ignores them, {@code STRICT} does not match
 * @param issued the ways of minting that it governs
 * @param refreshed whether it governs refreshes
 */
record ConditionedPolicy(
        String name, String mode, List<Map<String, Object>> conditions, Set<String> issued, boolean refreshed) {

    private static final Set<String> NONE = Set.of();
    private static final Set<String> NAMING_THE_CLIENT =
            Set.of("code, public", "password", "client credentials", "token exchange", "CIBA");
    private static final Set<String> ALL_BUT_UMA =
            Set.of("code, public", "password", "client credentials", "token exchange", "CIBA", "device");

    private static final Map<String, Object> ATTRIBUTES =
            condition("client-attributes", "attributes", "[{\"key\":\"profile\",\"value\":\"governed\"}]");
    private static final Map<String, Object> ACR = condition("acr-condition", "acr-property", "1");

    static final List<ConditionedPolicy> ALL = List.of(
            ofOne(TestRealm.anyClient(), ALL_BUT_UMA, true),
            ofOne(condition("client-access-type", "type", List.of("public", "confidential")), NAMING_THE_CLIENT, true),
            ofOne(condition("client-roles", "roles", List.of("governed")), NAMING_THE_CLIENT, true),
            ofOne(ATTRIBUTES, NAMING_THE_CLIENT, true),
            ofOne(condition("client-type", "protocol", "openid-connect"), NAMING_THE_CLIENT, true),
            ofOne(
                    Map.of(
                            "condition",
                            "client-scopes",
                            "configuration",
                            Map.of("type", "Default", "scopes", List.of("email"))),
                    NAMING_THE_CLIENT,
                    true),
            ofOne(
                    grantTypes(
                            "authorization_code",
                            "password",
                            "client_credentials",
                            "urn:ietf:params:oauth:grant-type:token-exchange",
                            "urn:ietf:params:oauth:grant-type:device_code"),
                    Set.of("password", "client credentials", "token exchange", "device"),
                    false),
            ofOne(grantTypes("refresh_token"), NONE, true),
            ofOne(
                    Map.of(
                            "condition",
                            "grant-type",
                            "configuration",
                            Map.of("grant_types", List.of("password"), "is-negative-logic", true)),
                    Set.of("client credentials", "token exchange", "device"),
                    true),
            ofOne(ACR, NONE, false),
            ofOne(condition("identity-provider-alias", "identity_provider_aliases", List.of("home")), NONE, false),
            ofOne(
                    condition("client-updater-context", "update-client-source", List.of("ByAuthenticatedUser")),
                    NONE,
                    false),
            ofOne(condition("client-updater-source-host", "trusted-hosts", List.of("127.0.0.1")), NONE, false),
            ofOne(condition("client-updater-source-groups", "groups", List.of("admins")), NONE, false),
            ofOne(condition("client-updater-source-roles", "roles", List.of("admin")), NONE, false),
            ofTwo("DEFAULT", ATTRIBUTES, ACR, NAMING_THE_CLIENT, true),
            ofTwo("STRICT", ATTRIBUTES, ACR, NONE, false),
            ofTwo("DEFAULT", ATTRIBUTES, grantTypes("password"), Set.of("code, public", "password", "CIBA"), false),
            ofTwo("DEFAULT", ATTRIBUTES, grantTypes("refresh_token"), Set.of("code, public", "CIBA"), true));

    Map<String, Object> representation(String profile) {
        return Map.of(
                "name",
                "policy",
                "enabled",
                true,
                "mode",
                mode,
                "conditions",
                conditions,
                "profiles",
                List.of(profile));
    }

    private static ConditionedPolicy ofOne(Map<String, Object> condition, Set<String> issued, boolean refreshed) {
        return of("DEFAULT", List.of(condition), issued, refreshed);
    }

    private static ConditionedPolicy ofTwo(
            String mode, Map<String, Object> one, Map<String, Object> other, Set<String> issued, boolean refreshed) {
        return of(mode, List.of(one, other), issued, refreshed);
    }

    private static ConditionedPolicy of(
            String mode, List<Map<String, Object>> conditions, Set<String> issued, boolean refreshed) {
        Stream<String> names =
                conditions.stream().map(condition -> condition.get("condition") + " " + condition.get("configuration"));
        return new ConditionedPolicy(
                mode + " " + String.join(" and ", names.toList()), mode, conditions, issued, refreshed);
    }

    private static Map<String, Object> grantTypes(String... types) {
        return condition("grant-type", "grant_types", List.of(types));
    }

    private static Map<String, Object> condition(String id, String key, Object value) {
        return Map.of("condition", id, "configuration", Map.of(key, value));
    }

    @Override
    public String toString() {
        return name;
    }
}
