package dev.tokenfamily.live.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.family.Callers;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.incident.Repeat;
import dev.tokenfamily.incident.ReuseKind;
import org.junit.jupiter.api.Test;

/** What a server counts on incidents, in its database. */
abstract class LiveStoreIncidents extends LiveStoreScene {

    private static final int CROWD = 8;

    LiveStoreIncidents(KeycloakServer server, String realmName) {
        super(server, realmName);
    }

    @Test
    void givenADeadFamilyWhenManyTokensComeThenItsIncidentCountsEach() {
        Family observed = inserted();
        Family dead = inserted();
        Family other = inserted();
        observe(observed, ReuseKind.STALE_LINEAGE);
        revokeFor(dead, ReuseKind.STALE_LINEAGE);
        revokeFor(other, ReuseKind.STALE_LINEAGE);

        long before = now();
        Callers.atOnce(CROWD, n -> {
            store().repeat(dead.owner(), dead.id(), Repeat.PRESENTATION);
            store().repeat(dead.owner(), dead.id(), Repeat.CLIENT_LOOP);
            return n;
        });
        store().repeat(dead.owner(), dead.id(), Repeat.CLIENT_LOOP);
        assertThat(store().repeat(observed.owner(), observed.id(), Repeat.PRESENTATION))
                .isEmpty();
        long after = now();

        assertThat(listed(dead).path("repeats").asInt()).isEqualTo(CROWD);
        assertThat(listed(dead).path("clientLoops").asInt()).isEqualTo(CROWD + 1);
        assertThat(store().repeat(other.owner(), other.id(), Repeat.CLIENT_LOOP))
                .hasValue(listed(other).path("id").asText());
        assertThat(listed(dead).path("lastRepeatAt").asLong() / 1000).isBetween(before - 1, after + 1);
        assertThat(listed(observed).path("repeats").asInt()).isZero();
        assertThat(listed(other).path("repeats").asInt()).isZero();
    }

    @Test
    void givenADeadFamilyWhenAReuseOfAnotherKindComesThenOnlyTheFirstIsRecorded() {
        Family dead = inserted();
        assertThat(revokeFor(dead, ReuseKind.STALE_LINEAGE)).isTrue();
        assertThat(revokeFor(dead, ReuseKind.RECENT_PREDECESSOR)).isFalse();
        assertThat(listed(dead).path("kind").asText()).isEqualTo("stale-lineage");
    }

    private JsonNode listed(Family family) {
        JsonNode incidents =
                realm.admin().read("/" + realm.name() + "/token-families/incidents?familyId=" + family.id());
        assertThat(incidents).hasSize(1);
        return incidents.get(0);
    }
}
