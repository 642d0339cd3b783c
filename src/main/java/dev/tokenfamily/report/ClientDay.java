package dev.tokenfamily.report;

import dev.tokenfamily.family.Owner;
import java.util.Comparator;

/**
 * What is counted together.
 *
 * @param realmId id of the realm
 * @param clientId internal id of the client
 * @param day since the epoch, of UTC
 */
public record ClientDay(String realmId, String clientId, long day) implements Comparable<ClientDay> {

    private static final Comparator<ClientDay> ORDER = Comparator.comparing(ClientDay::realmId)
            .thenComparing(ClientDay::clientId)
            .thenComparingLong(ClientDay::day);

    static ClientDay of(Owner owner, long day) {
        return new ClientDay(owner.realmId(), owner.clientId(), day);
    }

    @Override
    public int compareTo(ClientDay other) {
        return ORDER.compare(this, other);
    }
}
