package dev.tokenfamily.family;

/**
 * When and from where a family was used.
 *
 * @param at epoch seconds of the database's clock
 * @param address the client's address as Keycloak sees it
 */
public record Use(long at, String address) {}
