package dev.tokenfamily.load;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing to measure: clients that present refresh tokens, each as soon as it has its answer.
 *
 * @param name what reports call it
 * @param realms the same realm at each node; clients spread over them
 * @param clients how many at once
 * @param token what all of them present, again and again; null where each logs in, and presents what it got last
 * @param status what they are answered
 */
record Cell(
        String name,
        List<URI> realms,
        int clients,
        @Nullable String token,
        int status) {

    /** At which a machine is not busy, so that Java has processors left to compile with. */
    private static final int FEW = 2;

    /** The same with so few clients. */
    Cell atEase() {
        return new Cell(name, realms, Math.min(FEW, clients), token, status);
    }

    /** Clients that refresh, in the realm at these nodes. */
    static Cell refreshing(String name, int clients, List<URI> realms) {
        return new Cell(name, realms, clients, null, 200);
    }

    /** Clients that present the same token. */
    static Cell presenting(String name, int clients, URI realm, String token, int status) {
        return new Cell(name, List.of(realm), clients, token, status);
    }
}
