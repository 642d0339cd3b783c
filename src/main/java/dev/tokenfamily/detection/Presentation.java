package dev.tokenfamily.detection;

/**
 * What the request shows besides the token.
 *
 * @param address the client's address as Keycloak sees it
 * @param keyProven whether this request proved possession of the key that the token is bound to
 */
public record Presentation(String address, boolean keyProven) {}
