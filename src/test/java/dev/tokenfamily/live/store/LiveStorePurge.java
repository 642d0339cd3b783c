package dev.tokenfamily.live.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.Callers;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.Retention;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.server.KeycloakServer;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which rows the purge of a server removes. It runs every second here. */
abstract class LiveStorePurge extends LiveStoreIncidents {

    private static final int HOUR = 3600;

    LiveStorePurge(KeycloakServer server, String realmName) {
        super(server, realmName);
    }

    @Test
    void givenRowsThatAreDueThenThoseArePurgedThatNobodyNeeds() {
        Owner alice = owner();
        Owner offline = new Owner(alice.realmId(), alice.clientId(), alice.userId(), alice.sessionId(), true);
        long due = now() - 1;
        Family expired = stored(kept(family(alice), new Retention(due, false)));
        Family orphaned = stored(kept(family(ownerWhoseSessionEnded()), new Retention(due, true)));
        Family neverOffline = stored(kept(family(offline), new Retention(due, true)));
        Family endless = stored(kept(family(alice), new Retention(due, true)));
        Family needed = stored(kept(family(alice), new Retention(now() + HOUR, false)));

        Stream.of(expired, orphaned, neverOffline).forEach(gone -> Await.until(() -> row(gone) == null));

        Await.until(() -> keptUntil(endless) > due);
        assertThat(keptUntil(endless)).isBetween(due + 24 * HOUR, due + 26 * HOUR);
        assertStored(kept(endless, new Retention(keptUntil(endless), true)));
        assertStored(needed);
    }

    private long keptUntil(Family family) {
        Family row = row(family);
        return row == null ? 0 : row.retention().until();
    }

    /** The purge looks for the session of each endless family, which takes time: so it meets those who advance. */
    @Test
    @Timeout(300)
    void givenFamiliesAdvanceWhileTheyArePurgedThenNoneThatDidIsLost() {
        Owner gone = ownerWhoseSessionEnded();
        long due = now() + HOUR;
        Family first = stored(kept(family(gone), new Retention(due - 1, false)));
        Family last = stored(kept(family(gone), new Retention(due + 1, false)));
        List<Family> families = Callers.atOnce(8, i -> Stream.generate(() -> {
                            stored(kept(family(gone), new Retention(due, true)));
                            return stored(kept(family(gone), new Retention(due, false)));
                        })
                        .limit(50)
                        .toList())
                .stream()
                .flatMap(List::stream)
                .toList();

        realm.pass(2 * HOUR);
        while (row(first) != null) {
            Thread.onSpinWait(); // the rest is purged right afterwards
        }
        Map<String, Family> advanced = advanced(families);
        Await.until(() -> row(last) == null);

        for (Family family : families) {
            assertThat(row(family)).isEqualTo(advanced.get(family.id()));
        }
    }

    /** What became of those that could be advanced, by id. */
    private Map<String, Family> advanced(List<Family> families) {
        long now = now();
        Queue<Family> waiting = new ConcurrentLinkedQueue<>(families);
        Map<String, Family> advanced = new ConcurrentHashMap<>();
        Callers.atOnce(16, i -> {
            for (Family family = waiting.poll(); family != null; family = waiting.poll()) {
                Family next = rotated(family, now);
                if (store().advance(family, next)) {
                    advanced.put(next.id(), next);
                }
            }
            return i;
        });
        return advanced;
    }
}
