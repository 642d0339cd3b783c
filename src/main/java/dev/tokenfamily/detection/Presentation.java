package dev.tokenfamily.detection;

import dev.tokenfamily.family.Origin;

/**
 * What the request shows besides the token.
 *
 * @param origin where it comes from
 * @param keyProven whether this request proved possession of the key that the token is bound to
 */
public record Presentation(Origin origin, boolean keyProven) {

    /** The client's address as Keycloak sees it. */
    public String address() {
        return origin.address();
    }
}
