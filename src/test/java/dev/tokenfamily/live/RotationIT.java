package dev.tokenfamily.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rotation and the grace period. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RotationIT {

    private final TestRealm realm;
    private final App spa;

    RotationIT(KeycloakServer server) {
        realm = TestRealm.create(server, "rotation").govern("default", Map.of());
        spa = realm.publicClient("spa", "default");
    }

    @Test
    void givenALoginWhenRefreshedTenTimesThenEachTokenIsTheNextGenerationOfOneFamily() {
        Tokens tokens = new Browser().open(spa, "alice");
        String family = tokens.refreshClaims().path("jti").asText();
        Set<String> seen = new HashSet<>(Set.of(tokens.refresh()));
        assertThat(tokens.generation()).isZero();
        for (int generation = 1; generation <= 10; generation++) {
            tokens = spa.refreshed(tokens);
            assertThat(tokens.generation()).isEqualTo(generation);
            assertThat(tokens.familyId()).isEqualTo(family);
            assertThat(seen.add(tokens.refresh())).isTrue();
        }
    }
}
