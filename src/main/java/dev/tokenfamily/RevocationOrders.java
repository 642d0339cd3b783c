package dev.tokenfamily;

import dev.tokenfamily.background.Daemon;
import dev.tokenfamily.globalrevocation.GlobalRevocation;
import dev.tokenfamily.globalrevocation.GlobalRevocationOptions;
import dev.tokenfamily.globalrevocation.GlobalRevocationResource;
import dev.tokenfamily.globalrevocation.RevocationEndpoint;
import dev.tokenfamily.globalrevocation.RevocationRight;
import dev.tokenfamily.outbox.Courier;
import dev.tokenfamily.request.CallRates;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Takes and carries out the orders to end everything of a user, until the server stops. */
final class RevocationOrders implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** For how long an order stays in the outbox when it is done: it names a user, perhaps by a mail address. */
    private static final Duration KEPT = Duration.ofHours(1);

    private static final long MINUTE = 60;

    /** Clients that are counted at a time. */
    private static final int MOST_CLIENTS = 10_000;

    private final CallRates rates;
    private final Courier courier;
    private final Daemon daemon;

    /** Begins at once; the tables must be there. */
    RevocationOrders(KeycloakSessionFactory factory, GlobalRevocationOptions options, GlobalRevocation revocation) {
        this.rates = new CallRates(options.requestsPerMinute(), MINUTE, MOST_CLIENTS, Time::currentTimeSeconds);
        this.courier = new Courier(factory, revocation, KEPT);
        this.daemon = new Daemon(revocation.queue(), PAUSE, courier::deliver);
    }

    /** What serves a request of the present realm; empty where that realm has not been set up for it. */
    Optional<GlobalRevocationResource> of(KeycloakSession session) {
        return RevocationRight.of(session.getContext().getRealm())
                .map(right -> new GlobalRevocationResource(session, right, rates, daemon::wake));
    }

    /** What the metadata of the present realm say of the endpoint; nothing where it has none. */
    Map<String, Object> metadata(KeycloakSession session) {
        return RevocationRight.of(session.getContext().getRealm())
                .map(right -> RevocationEndpoint.metadata(session))
                .orElse(Map.of());
    }

    @Override
    public void close() {
        daemon.close();
        courier.close();
    }
}
