package dev.tokenfamily.globalrevocation;

import org.jboss.logging.Logger;
import org.keycloak.Config;

/**
 * The operator's options, {@code spi-realm-restapi-extension--global-token-revocation--…}.
 *
 * @param active whether there is such an endpoint at all; by default there is none
 * @param requestsPerMinute of one client at one node, 1 or more
 */
public record GlobalRevocationOptions(boolean active, int requestsPerMinute) {

    private static final Logger LOG = Logger.getLogger(GlobalRevocationOptions.class);

    private static final int DEFAULT_REQUESTS = 60;

    /** The options as the operator has set them, or else our defaults. */
    public static GlobalRevocationOptions read() {
        return of(Config.scope("realm-restapi-extension", GlobalRevocationResource.RESOURCE));
    }

    /** A number of requests that makes no sense is not taken, and the log says which is. */
    static GlobalRevocationOptions of(Config.Scope options) {
        int requests = options.getInt("requests-per-minute", DEFAULT_REQUESTS);
        if (requests < 1) {
            LOG.warnf(
                    "The option requests-per-minute of %s is %d, and must be 1 or more. %d is taken",
                    GlobalRevocationResource.RESOURCE, requests, DEFAULT_REQUESTS);
        }
        return new GlobalRevocationOptions(
                options.getBoolean("active", false), requests < 1 ? DEFAULT_REQUESTS : requests);
    }
}
