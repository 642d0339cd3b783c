package dev.tokenfamily.incident;

import dev.tokenfamily.family.IpPrefix;
import dev.tokenfamily.family.Origin;

/**
 * Incidents that may be one attack: at one client, in one hour, from one network (ADR 32). It groups what people read, and nothing
 * else depends on it: whoever chooses his address can be in a wave of others, or make many of his own.
 *
 * @param clientId internal id of the client
 * @param hour since the epoch, by the database's clock
 * @param network from which the token came, as {@link IpPrefix#network} has it
 */
public record Wave(String realmId, String clientId, long hour, String network) {

    /** What one provider gives to one place: a home, an office, a data centre's rack. */
    private static final IpPrefix PREFIX = new IpPrefix(24, 48);

    private static final int SECONDS_OF_HOUR = 3600;

    /** The wave of an incident that happened then, in epoch seconds. */
    public static Wave of(Incident incident, long at) {
        return new Wave(
                incident.owner().realmId(),
                incident.owner().clientId(),
                Math.floorDiv(at, SECONDS_OF_HOUR),
                network(incident.presentedFrom()));
    }

    /** The network of an address, as a wave has it. */
    static String network(Origin origin) {
        return PREFIX.network(origin);
    }

    /** All of it in one line, the same on every node, and no other wave's. */
    public String text() {
        return "wave " + realmId + " " + clientId + " " + hour + " " + network;
    }
}
