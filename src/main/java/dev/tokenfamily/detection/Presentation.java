package dev.tokenfamily.detection;

import dev.tokenfamily.family.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What the request shows besides the token.
 *
 * @param origin where it comes from
 * @param keyProven whether this request proved possession of the key that the token is bound to
 * @param realmUrl the {@code iss} of the token; null where it is of no use
 */
public record Presentation(
        Origin origin, boolean keyProven, @Nullable String realmUrl) {

    /** The client's address as Keycloak sees it. */
    public String address() {
        return origin.address();
    }
}
