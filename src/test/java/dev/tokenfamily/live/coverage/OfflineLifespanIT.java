package dev.tokenfamily.live.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.SavedEvent;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.refresh.OfflineIT;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Offline tokens of a realm that limits offline sessions: they expire, unlike those of {@link OfflineIT}. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfflineLifespanIT {

    private static final int LIFESPAN = 90 * 24 * 3600;

    private final TestRealm realm;
    private final AtomicInteger clients = new AtomicInteger();

    OfflineLifespanIT(KeycloakServer server) {
        realm = TestRealm.create(server, "offline-lifespan", settings -> {
                    settings.setOfflineSessionMaxLifespanEnabled(true);
                    settings.setOfflineSessionMaxLifespan(LIFESPAN);
                })
                .govern("default", Map.of("grace-period-seconds", 60));
    }

    static List<Minting> mintings() {
        return List.of(Mintings.CODE_OFFLINE, Mintings.PASSWORD_OFFLINE);
    }

    private FamilyStory family(Minting minting) {
        App app = minting.app(realm, "app-" + clients.incrementAndGet(), "default");
        FamilyStory family = FamilyStory.of(realm, minting, app);
        assertThat(family.first().refreshClaims().has("exp")).isTrue();
        return family;
    }

    @ParameterizedTest
    @MethodSource("mintings")
    void givenAFirstTokenThenItRotatesRetriesAndItsReuseIsDetected(Minting minting) {
        family(minting).rotatesRetriesAndItsReuseIsDetected();
    }

    @ParameterizedTest
    @MethodSource("mintings")
    void givenAHeadWhenItsClientGivesItBackThenItsFamilyIsRevoked(Minting minting) {
        family(minting).isRevokedWhenItsClientGivesItsHeadBack();
    }

    @Test
    void givenALimitedOfflineSessionThenTokensAndRowEndWithIt() {
        App app = realm.publicClient("limited", "default");
        long before = realm.inside().now();
        Tokens first = app.login("alice", "openid offline_access");
        assertThat(first.refreshClaims().path("typ").asText()).isEqualTo("Offline");
        long end = first.refreshClaims().path("exp").asLong();
        assertThat(end - LIFESPAN)
                .as("when the session began, not later than its first token")
                .isBetween(before, first.refreshClaims().path("iat").asLong());
        realm.pass(LIFESPAN / 2);
        Tokens second = app.refreshed(first);
        assertThat(second.refreshClaims().path("exp").asLong()).isEqualTo(end);
        assertThat(realm.inside().row(first.familyId()).path("is_endless").asBoolean())
                .isFalse();

        realm.pass(LIFESPAN / 2);
        assertThat(app.refresh(second.refresh()).status()).isEqualTo(400);
        SavedEvent event = realm.lastEvent("limited");
        assertThat(event.type()).isEqualTo("REFRESH_TOKEN_ERROR");
        assertThat(event.isJudged()).isFalse();
        realm.pass(2 * 24 * 3600);
        Await.until(() -> realm.inside().row(first.familyId()).isMissingNode());
    }
}
