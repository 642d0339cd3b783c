package dev.tokenfamily.admin;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * What of a realm is to be set up; one of the first five at least.
 *
 * @param events whether events are to be saved
 * @param console whether the client of the console page is to be added or mended
 * @param account whether the client of the page of users' own sign-ins is to be added or mended
 * @param globalRevocation whether the role is to be added or mended by which a client may end everything of a user
 * @param lifetimes whether clients are to be told how long their refresh tokens last
 * @param dryRun whether only to tell what would change
 */
record SetupRequest(
        boolean events, boolean console, boolean account, boolean globalRevocation, boolean lifetimes, boolean dryRun) {

    /** The fields of the body. */
    static final Set<String> FIELDS = Set.of("events", "console", "account", "globalRevocation", "lifetimes", "dryRun");

    /** Reads a body of JSON; 400 for anything else than these fields, 413 for more than 64 KiB. */
    static SetupRequest read(InputStream body) throws IOException {
        RequestBody given = RequestBody.read(body, FIELDS);
        SetupRequest request = new SetupRequest(
                given.flag("events"),
                given.flag("console"),
                given.flag("account"),
                given.flag("globalRevocation"),
                given.flag("lifetimes"),
                given.flag("dryRun"));
        if (!request.something()) {
            throw RequestBody.invalid(
                    "One of 'events', 'console', 'account', 'globalRevocation' and 'lifetimes' must be true");
        }
        return request;
    }

    private boolean something() {
        return events || console || account || globalRevocation || lifetimes;
    }
}
