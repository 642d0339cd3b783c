package dev.tokenfamily.family;

/**
 * When and from where a refresh token of a family was used.
 *
 * @param at epoch seconds of the database's clock
 * @param address the client's address as Keycloak sees it
 */
public record TokenUse(long at, String address) {}
