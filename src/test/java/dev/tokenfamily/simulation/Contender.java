package dev.tokenfamily.simulation;

import dev.tokenfamily.clientpolicy.Preset;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What answers refreshes: one of our presets, or a model of what others do.
 *
 * @param id in data
 * @param name in the page
 * @param basis what it is, in Markdown: the keys of a preset, or the documentation that a model was made from
 * @param policy of a preset; null for a model
 * @param logins an endpoint for each login, which begins at that time
 */
record Contender(
        String id, String name, String basis, @Nullable Policy policy, LongFunction<Endpoint> logins) {

    /** All presets that there are. */
    static List<Contender> presets() {
        return Preset.NAMES.stream()
                .flatMap(name -> Preset.named(name).stream())
                .map(Contender::preset)
                .toList();
    }

    static Contender preset(Preset preset) {
        Policy policy = PolicyParser.parse(preset.configured());
        return new Contender(
                preset.name(),
                "`" + preset.name() + "`",
                preset.description(),
                policy,
                now -> new FamilyEndpoint(policy, now));
    }

    /** Presets as somebody may change them: what late recovery does, and what a key does for it. */
    static List<Contender> variants() {
        return List.of(
                unrecovered("rfc9700-public"),
                unrecovered("browser-app"),
                unrecovered("native-mobile"),
                bound("native-mobile"));
    }

    private static Contender unrecovered(String name) {
        Map<String, Object> configured =
                new LinkedHashMap<>(Preset.named(name).orElseThrow().configured());
        configured.keySet().removeIf(key -> key.startsWith("late-recovery-"));
        Policy policy = PolicyParser.parse(configured);
        return new Contender(
                name + "-unrecovered",
                "`" + name + "` without late recovery",
                "",
                policy,
                now -> new FamilyEndpoint(policy, now));
    }

    private static Contender bound(String name) {
        Policy policy = PolicyParser.parse(Preset.named(name).orElseThrow().configured());
        return new Contender(
                name + "-bound",
                "`" + name + "`, tokens bound to a key",
                "",
                policy,
                now -> new FamilyEndpoint(policy, true, now));
    }

    /** What others do, as far as their documents tell. */
    static List<Contender> models() {
        String keycloak =
                "[Keycloak's server administration guide](https://www.keycloak.org/docs/latest/server_admin/#_timeouts), Revoke Refresh"
                        + " Token and Refresh Token Max Reuse; `TokenManager.validateTokenReuse` of 26.7";
        String auth0 =
                "[Auth0: configure refresh token rotation](https://auth0.com/docs/secure/tokens/refresh-tokens/configure-refresh-token-rotation),"
                        + " [refresh token leeway](https://support.auth0.com/center/s/article/Refresh-token-leeway): only the previous token, each time another one";
        String okta =
                "[Okta: refresh token rotation](https://developer.okta.com/docs/guides/refresh-tokens/main/), grace period of 0–60 s: the previous"
                        + " token remains valid";
        return List.of(
                model("keycloak-0", "Keycloak's switch, max reuse 0", keycloak, () -> new KeycloakSwitchModel(0)),
                model("keycloak-1", "Keycloak's switch, max reuse 1", keycloak, () -> new KeycloakSwitchModel(1)),
                model("auth0-0", "Auth0, overlap 0 (its default)", auth0, () -> new OverlapModel(0)),
                model("okta-30", "Okta, grace 30 s (its default)", okta, () -> new OverlapModel(30)),
                model(
                        "overlap-60",
                        "Auth0, overlap 60 s; Okta, grace 60 s (its most)",
                        auth0 + "; " + okta,
                        () -> new OverlapModel(60)),
                model(
                        "supabase",
                        "Supabase, parent of active and 10 s",
                        "[Supabase: user sessions](https://supabase.com/docs/guides/auth/sessions#what-is-refresh-token-reuse-detection-and-what-does-it-protect-from)",
                        ParentOfActiveModel::new),
                model(
                        "ory-60",
                        "Ory Hydra, graceful rotation of 60 s",
                        "[Ory: graceful token refresh](https://www.ory.com/docs/hydra/guides/graceful-token-refresh), with the 60 s of its example",
                        () -> new GraceOfEachTokenModel(60)),
                model(
                        "grace-60-min",
                        "a grace of 60 minutes",
                        "[Exceptionless #2404](https://github.com/exceptionless/Exceptionless/pull/2404), which gave it to clients of the Model Context"
                                + " Protocol: by the time of the token's own rotation, over several generations",
                        () -> new GraceOfEachTokenModel(3_600)));
    }

    static List<Contender> all() {
        return Stream.of(presets(), variants(), models()).flatMap(List::stream).toList();
    }

    boolean isModel() {
        return policy == null;
    }

    /** Of a preset; of a model all that there can be, since nothing is promised of it. */
    Windows windows() {
        return policy == null ? new Windows(Long.MAX_VALUE, 0, 0) : Windows.of(policy);
    }

    private static Contender model(String id, String name, String basis, Supplier<Endpoint> login) {
        return new Contender(id, name, basis, null, now -> login.get());
    }
}
