package dev.tokenfamily.globalrevocation;

import org.keycloak.Config;

/**
 * The operator's options, {@code spi-realm-restapi-extension--global-token-revocation--…}.
 *
 * @param active whether there is such an endpoint at all; by default there is none
 * @param requestsPerMinute of one client at one node, 1 or more
 */
public record GlobalRevocationOptions(boolean active, int requestsPerMinute) {

    private static final int DEFAULT_REQUESTS = 60;

    /** The options as the operator has set them, or else our defaults. */
    public static GlobalRevocationOptions read() {
        Config.Scope options = Config.scope("realm-restapi-extension", GlobalRevocationResource.RESOURCE);
        return new GlobalRevocationOptions(
                options.getBoolean("active", false),
                Math.max(1, options.getInt("requests-per-minute", DEFAULT_REQUESTS)));
    }
}
