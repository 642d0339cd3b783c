package dev.tokenfamily.live.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.network.LosingProxy;
import dev.tokenfamily.harness.network.Traffic;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A realm in which one library is under one rule. */
record Stage(KeycloakServer server, TestRealm realm, Library library, Rule rule, App app) {

    private static final List<String> USERS = List.of("alice", "bob");
    private static final String PROFILE = "rule";
    private static final String ACCESS_TOKEN_SECONDS = "5";

    static Stage of(KeycloakServer server, Library library, Rule rule) {
        TestRealm realm = TestRealm.create(
                server, "library-" + library.name().replaceAll("[^a-z0-9]+", "-") + "-" + rule.realm(), settings -> {
                    settings.setRevokeRefreshToken(rule == Rule.SWITCH);
                    settings.setRefreshTokenMaxReuse(0);
                });
        if (rule != Rule.SWITCH) {
            realm.govern(PROFILE, configuration(library, rule));
        }
        App app = realm.client("application", rule == Rule.SWITCH ? "" : PROFILE, client -> {
            client.setPublicClient(true);
            client.setWebOrigins(List.of("*"));
            client.getAttributes().put("access.token.lifespan", ACCESS_TOKEN_SECONDS);
            client.getAttributes().put("pkce.code.challenge.method", "S256");
            library.register(client);
        });
        return new Stage(server, realm, library, rule, app);
    }

    private static Map<String, Object> configuration(Library library, Rule rule) {
        Map<String, Object> configuration = new LinkedHashMap<>(Presets.configuration(library.preset()));
        if (rule == Rule.NO_GRACE) {
            configuration.keySet().removeIf(key -> key.startsWith("grace") || key.startsWith("late-recovery"));
            configuration.put("grace-period-seconds", 0);
            configuration.put("rotation-interval-seconds", 0);
        }
        return configuration;
    }

    /** What all users met in the scenario. */
    Cell play(Scenario scenario) throws InterruptedException {
        Cell all = new Cell(library.name(), library.version(), rule, scenario, 0, 0, Traffic.NONE, Set.of(), Set.of());
        for (String user : USERS) {
            all = all.plus(play(scenario, user));
        }
        return all;
    }

    private Cell play(Scenario scenario, String user) throws InterruptedException {
        try (LosingProxy network = LosingProxy.before(server)) {
            App known = app.at(network.through(realm.url()));
            try (Installation installation = library.install(known, user)) {
                Play play = new Play(realm, known, network, installation);
                Traffic before = network.traffic();
                scenario.play(play);
                boolean in = play.isLoggedIn();
                Traffic traffic = network.traffic().since(before);
                assertThat(traffic.sent()).as("refreshes").isPositive();
                return new Cell(
                        library.name(),
                        library.version(),
                        rule,
                        scenario,
                        1,
                        in ? 0 : 1,
                        traffic,
                        play.unheard(),
                        play.refused());
            }
        }
    }
}
